import "./watch-panel.css";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";

export interface PanelContent {
  readonly id: string;
  readonly title: () => string;
  readonly draw: () => readonly Node[];
}

/** A part of the controls that is opened beside the picture, one at a time; Escape closes it and the focus goes back. */
export class WatchPanels {
  readonly root = element("aside", { class: "watch-panel", id: "watch-panel", hidden: true });
  readonly #changed: () => void;
  #open: PanelContent | undefined;
  #opener: HTMLElement | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
  }

  /** The id of the one that is open. */
  get open(): string | undefined {
    return this.#open?.id;
  }

  toggle(content: PanelContent, opener?: HTMLElement): void {
    if (this.#open?.id === content.id) {
      this.close();
      return;
    }
    const before = document.activeElement;
    this.#opener = opener ?? (before instanceof HTMLElement ? before : undefined);
    this.#open = content;
    this.root.hidden = false;
    this.draw();
    this.root.querySelector<HTMLElement>("[data-first], h2")?.focus();
    this.#changed();
  }

  close(): void {
    if (!this.#open) return;
    this.#open = undefined;
    const focused = this.root.contains(document.activeElement);
    this.root.hidden = true;
    this.root.replaceChildren();
    if (focused) this.#opener?.focus();
    this.#changed();
  }

  /** Draws what is open anew. */
  draw(): void {
    const content = this.#open;
    if (!content) return;
    this.root.setAttribute("aria-label", content.title());
    this.root.dataset.panel = content.id;
    const close = element("button", { class: "close", type: "button", "aria-label": t("page.close"), click: () => this.close() }, "×");
    this.root.replaceChildren(
      element("header", {}, element("h2", { tabindex: "-1" }, content.title()), close),
      element("div", { class: "body" }, ...content.draw()),
    );
  }
}
