import { element } from "../../ui/element.ts";
import type { Sides } from "./arena-camera.ts";
import "./free-place.css";

/** What thumbs and readings leave free of the screen for our ship; where it is stands in its style, beside the sizes of theirs. */
export class FreePlace {
  /** From each side of the screen, in CSS pixels. */
  sides: Sides = { left: 0, top: 0, right: 0, bottom: 0 };
  readonly #root = element("div", { class: "free-place" });
  readonly #resized: ResizeObserver;

  constructor(overlay: HTMLElement) {
    overlay.append(this.#root);
    this.#resized = new ResizeObserver(() => {
      const { offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight } = this.#root;
      this.sides = { left, top, right: overlay.clientWidth - left - offsetWidth, bottom: overlay.clientHeight - top - offsetHeight };
    });
    this.#resized.observe(this.#root);
  }

  close(): void {
    this.#resized.disconnect();
    this.#root.remove();
  }
}
