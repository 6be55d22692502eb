import { settings } from "../../settings/settings.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { Device } from "./actions.ts";
import { hintText } from "./hint-text.ts";
import { readKeyboardLayout } from "./press-labels.ts";
import "./hints.css";

/** Long enough to read it twice while something is going on. */
const HINT_MS = 9000;
const NOTICE_MS = 5000;

/** One line that says how to play with the device in use, and what became of a device; gone after a while. */
export class Hints {
  readonly #root = element("p", { class: "hands-hint", role: "status", hidden: true });
  readonly #stop: readonly (() => void)[];
  #device: Device;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** A notice is not pushed away by a hint. */
  #noticeUntilMs = 0;
  #isHint = false;

  constructor(overlay: HTMLElement, device: Device) {
    this.#device = device;
    overlay.append(this.#root);
    const again = () => {
      if (this.#isHint && !this.#root.hidden) this.#root.textContent = this.#text();
    };
    this.#stop = [onText(again), settings.on("bindings", again)];
    this.show(device);
    void readKeyboardLayout().then(again);
  }

  /** How to play with `device`. */
  show(device: Device): void {
    this.#device = device;
    if (performance.now() < this.#noticeUntilMs) return;
    this.#isHint = true;
    this.#say(this.#text(), HINT_MS);
  }

  pad(there: boolean, inUse: boolean): void {
    if (there) this.note(t("hands.pad.there"));
    else if (inUse) this.note(t("hands.pad.gone"));
  }

  note(text: string): void {
    this.#noticeUntilMs = performance.now() + NOTICE_MS;
    this.#isHint = false;
    this.#say(text, NOTICE_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stop) stop();
    this.#root.remove();
  }

  #text(): string {
    return hintText(this.#device, settings.get("bindings"));
  }

  #say(text: string, forMs: number): void {
    this.#root.textContent = text;
    this.#root.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#root.hidden = true;
    }, forMs);
  }
}
