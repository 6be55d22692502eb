import { t } from "../text/text.ts";
import { element } from "../ui/element.ts";
import "./captions.css";

const SHOWN_MS = 2600;
const MOST = 4;
/** A screen reader needs this long for the last one. */
const SPOKEN_EVERY_MS = 3000;

interface Shown {
  readonly node: HTMLElement;
  readonly says: string;
  untilMs: number;
}

/**
 * What is heard, to read: short words with an arrow to where they come from. All of them for the eyes; for a screen reader
 * the news alone, one at a time.
 */
export class Captions {
  readonly #list = element("div", { class: "captions", "aria-hidden": "true" });
  readonly #spoken = element("div", { class: "captions-spoken", role: "status", "aria-label": t("caption.label") });
  #shown: Shown[] = [];
  #waiting: string | undefined;
  #spokenAtMs = Number.NEGATIVE_INFINITY;

  constructor(overlay: HTMLElement) {
    overlay.append(this.#list, this.#spoken);
  }

  /** The same sound again from the same side only stays longer. */
  add(text: string, arrow: string, isNews: boolean, nowMs: number): void {
    const says = `${arrow} ${text}`.trim();
    if (isNews) this.#waiting = text;
    const known = this.#shown.find((shown) => shown.says === says);
    if (known) {
      known.untilMs = nowMs + SHOWN_MS;
      return;
    }
    const node = element("span", {}, ...(arrow === "" ? [] : [element("b", {}, arrow), " "]), text);
    this.#list.append(node);
    this.#shown.push({ node, says, untilMs: nowMs + SHOWN_MS });
  }

  /** Once a frame. */
  update(nowMs: number): void {
    const kept = this.#shown.slice(-MOST).filter(({ untilMs }) => untilMs > nowMs);
    for (const shown of this.#shown) if (!kept.includes(shown)) shown.node.remove();
    this.#shown = kept;
    if (this.#waiting === undefined || nowMs - this.#spokenAtMs < SPOKEN_EVERY_MS) return;
    this.#spoken.textContent = this.#waiting;
    this.#waiting = undefined;
    this.#spokenAtMs = nowMs;
  }

  clear(): void {
    this.#list.replaceChildren();
    this.#spoken.replaceChildren();
    this.#shown = [];
    this.#waiting = undefined;
  }

  close(): void {
    this.#list.remove();
    this.#spoken.remove();
  }
}
