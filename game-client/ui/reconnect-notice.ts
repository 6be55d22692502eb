import { t } from "../text/text.ts";
import { element } from "./element.ts";

/** After this long a bot has the seat, and a person should know. */
const LONG_MS = 6000;
const REFRESH_MS = 500;

/** Says what happens while a line is repaired, and for how long it has been: no network here, no answer there, a bot in our place. */
export class ReconnectNotice {
  readonly root = element("p", {});
  readonly #seconds = element("small", { "aria-hidden": "true" });
  readonly #text = element("span", {});
  readonly #sinceMs = performance.now();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    this.root.append(this.#text, " ", this.#seconds);
    this.#timer = setInterval(() => this.#draw(), REFRESH_MS);
    this.#draw();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #draw(): void {
    const forMs = performance.now() - this.#sinceMs;
    const text = !navigator.onLine ? t("frame.offline") : forMs > LONG_MS ? t("frame.reconnecting.long") : t("frame.reconnecting");
    // An alert is read aloud again when it changes.
    if (this.#text.textContent !== text) this.#text.textContent = text;
    this.#seconds.textContent = t("frame.seconds", { seconds: Math.floor(forMs / 1000) });
  }
}
