import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { Action } from "./actions.ts";
import { Presses } from "./presses.ts";
import { REACH_PX, type Side, type Stick, TouchSticks } from "./touch-sticks.ts";
import "./touch.css";

/** Two sticks and two buttons; they appear with the first touch. */
export class Touch {
  readonly presses = new Presses();
  readonly sticks = new TouchSticks();
  readonly #root: HTMLElement;
  readonly #drawn: Readonly<Record<Side, HTMLElement>>;
  readonly #stopText: () => void;

  constructor(surface: HTMLElement, overlay: HTMLElement, used: () => void, signal: AbortSignal) {
    this.#drawn = { left: stickElement("left"), right: stickElement("right") };
    const beam = this.#button("beam", used);
    const dash = this.#button("dash", used);
    this.#root = element("div", { class: "touch" }, this.#drawn.left, this.#drawn.right, element("div", { class: "thumb-buttons" }, beam, dash));
    overlay.append(this.#root);
    const label = () => {
      beam.textContent = t("hands.action.beam");
      dash.textContent = t("hands.action.dash");
    };
    label();
    this.#stopText = onText(label);
    const on = (type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", handle: (event: PointerEvent) => void) =>
      (type === "pointerdown" ? surface : window).addEventListener(
        type,
        (event) => {
          if ((event as PointerEvent).pointerType === "touch") handle(event as PointerEvent);
        },
        { signal },
      );
    on("pointerdown", ({ pointerId, clientX, clientY }) => {
      used();
      this.sticks.begin(pointerId, clientX, clientY, innerWidth);
    });
    on("pointermove", ({ pointerId, clientX, clientY }) => this.sticks.follow(pointerId, clientX, clientY));
    for (const type of ["pointerup", "pointercancel"] as const) on(type, ({ pointerId }) => this.sticks.end(pointerId));
    // After a turn of the screen the fingers are elsewhere; a page that is left hears nothing of them.
    screen.orientation?.addEventListener("change", () => this.#release(), { signal });
    window.addEventListener("blur", () => this.#release(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.#release(), { signal });
  }

  /** Once a frame. */
  draw(): void {
    place(this.#drawn.left, this.sticks.left);
    place(this.#drawn.right, this.sticks.right);
  }

  close(): void {
    this.#stopText();
    this.#root.remove();
  }

  #release(): void {
    this.sticks.release();
    this.presses.release();
  }

  /** Down as long as the finger is, wherever it slides. */
  #button(action: Action, used: () => void): HTMLButtonElement {
    const press = (on: boolean) => (event: Event) => {
      event.preventDefault();
      if (on) used();
      this.presses.set(action, on);
    };
    // Not in the order of the focus: it is for thumbs, and every other device has its own.
    const node = element("button", {
      type: "button",
      class: action,
      tabindex: "-1",
      pointerdown: press(true),
      pointerup: press(false),
      pointercancel: press(false),
      contextmenu: (event: Event) => event.preventDefault(),
    });
    return node;
  }
}

function stickElement(side: Side): HTMLElement {
  return element("i", { class: `stick ${side}`, "aria-hidden": "true" }, element("b"));
}

function place(node: HTMLElement, stick: Stick | undefined): void {
  node.classList.toggle("held", stick !== undefined);
  node.style.translate = stick ? `${stick.fromX}px ${stick.fromY}px` : "";
  const knob = node.firstElementChild;
  if (knob instanceof HTMLElement) knob.style.translate = stick ? `${stick.x * REACH_PX}px ${stick.y * REACH_PX}px` : "";
}
