import { t } from "../text/text.ts";
import { element } from "./element.ts";

export interface Dialog {
  readonly title: () => string;
  readonly id: string;
  /** What is in it; drawn again when the language changes. */
  readonly draw: () => readonly Node[];
}

/** A dialog over everything: the browser keeps the focus in it, Escape closes it, and the focus goes back to where it was. */
export class OpenDialog {
  readonly root: HTMLDialogElement;
  readonly closed: Promise<void>;
  readonly #dialog: Dialog;

  constructor(dialog: Dialog) {
    this.#dialog = dialog;
    this.root = element("dialog", { class: "dialog", id: dialog.id, "aria-labelledby": `${dialog.id}-title` });
    this.draw();
    // A click on the ground around the dialog closes it.
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) this.close();
    });
    // Keys are not for the match behind; a key that was down before may still come up there.
    this.root.addEventListener("keydown", (event) => event.stopPropagation());
    const outside = (event: KeyboardEvent) => {
      if (!(event.target instanceof Node && this.root.contains(event.target))) event.stopPropagation();
    };
    window.addEventListener("keydown", outside, { capture: true });
    const before = document.activeElement;
    this.closed = new Promise((resolve) => {
      this.root.addEventListener("close", () => {
        window.removeEventListener("keydown", outside, { capture: true });
        this.root.remove();
        if (before instanceof HTMLElement) before.focus();
        resolve();
      });
    });
    document.body.append(this.root);
    this.root.showModal();
    const first = this.root.querySelector<HTMLElement>("[data-first]") ?? this.root.querySelector<HTMLElement>("h2");
    first?.focus();
  }

  draw(): void {
    const { title, id, draw } = this.#dialog;
    const close = element("button", { class: "close", type: "button", "aria-label": t("page.close"), click: () => this.close() }, "×");
    this.root.replaceChildren(
      element("div", { class: "sheet" }, element("header", {}, element("h2", { id: `${id}-title`, tabindex: "-1" }, title()), close), ...draw()),
    );
  }

  close(): void {
    this.root.close();
  }
}
