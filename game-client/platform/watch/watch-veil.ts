import "./watch-veil.css";
import { element } from "../../ui/element.ts";

/** A wait that is shorter than this is none. */
const SHOW_AFTER_MS = 400;

/** What is said over the picture: that something is under way, or what can be done now. */
export class WatchVeil {
  readonly root = element("div", { class: "watch-veil", hidden: true });
  #shown = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Something is on its way: said where it takes longer than a blink. */
  busy(text: string): void {
    if (this.#shown === `busy ${text}`) return;
    this.#begin(`busy ${text}`);
    this.#timer = setTimeout(() => {
      this.root.dataset.kind = "busy";
      this.root.replaceChildren(element("div", { class: "turn", "aria-hidden": "true" }), element("p", { role: "status" }, text));
      this.root.hidden = false;
    }, SHOW_AFTER_MS);
  }

  /** Says something with what can be done about it; the first of these gets the focus where `focus` says so. */
  say(key: string, content: () => readonly Node[], kind: "end" | "trouble", focus: boolean): void {
    if (this.#shown === key) return;
    this.#begin(key);
    this.root.dataset.kind = kind;
    this.root.replaceChildren(element("div", { class: "card", role: kind === "trouble" ? "alert" : "status" }, ...content()));
    this.root.hidden = false;
    if (focus) this.root.querySelector<HTMLElement>("a, button")?.focus();
  }

  clear(): void {
    if (this.#shown === "") return;
    this.#begin("");
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  /** Whether something else than a wait is said. */
  get speaks(): boolean {
    return this.#shown !== "" && !this.#shown.startsWith("busy ");
  }

  #begin(key: string): void {
    clearTimeout(this.#timer);
    this.#shown = key;
  }
}
