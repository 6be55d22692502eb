import "./file-drop.css";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";

/** Takes a replay file that is dropped anywhere on the page, or chosen. */
export class FileDrop {
  /** Over the page while a file is held above it; files are taken while it is on the page. */
  readonly veil = element("div", { class: "drop-veil", hidden: true, "aria-hidden": "true" });
  readonly #take: (file: File) => void;
  readonly #input = element("input", { type: "file", accept: ".velarium", hidden: true, "aria-label": t("replay.choose") });

  constructor(take: (file: File) => void) {
    this.#take = take;
    this.#input.addEventListener("change", () => {
      const file = this.#input.files?.[0];
      // The same file may be chosen again, mended.
      this.#input.value = "";
      if (file) this.#take(file);
    });
    window.addEventListener("dragover", (event) => this.#over(event));
    window.addEventListener("dragleave", (event) => this.#left(event));
    window.addEventListener("drop", (event) => this.#dropped(event));
  }

  /** Opens the browser's own dialog. */
  choose(): void {
    this.#input.click();
  }

  #over(event: DragEvent): void {
    if (!this.veil.isConnected || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.veil.textContent = t("replay.drop");
    this.veil.hidden = false;
  }

  #left(event: DragEvent): void {
    // Between two elements of the page there is a next one.
    if (event.relatedTarget === null) this.veil.hidden = true;
  }

  #dropped(event: DragEvent): void {
    if (!this.veil.isConnected || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.veil.hidden = true;
    const [file] = event.dataTransfer.files;
    if (file) this.#take(file);
  }
}
