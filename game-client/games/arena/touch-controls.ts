import { element } from "../../ui/element.ts";

/** How far a thumb moves for all the way. */
const REACH_PX = 56;
/** Below this a thumb rests. */
const REST = 0.18;
/** From here on the aiming thumb fires. */
const FIRE = 0.45;

interface Stick {
  readonly pointerId: number;
  readonly fromX: number;
  readonly fromY: number;
  x: number;
  y: number;
}

/** Left half of the screen moves, right half aims and fires; two buttons for the rest. Appears with the first touch. */
export class TouchControls {
  readonly #buttons: HTMLElement;
  readonly #base = element("i", { class: "stick", hidden: true });
  #left: Stick | undefined;
  #right: Stick | undefined;
  readonly #tapped = new Set<"beam" | "dash">();

  constructor(surface: HTMLElement, overlay: HTMLElement, signal: AbortSignal) {
    const button = (text: string, action: "beam" | "dash") =>
      element("button", { type: "button", pointerdown: () => this.#tapped.add(action) }, text);
    this.#buttons = element("div", { class: "thumbs", hidden: true }, button("Beam", "beam"), button("Dash", "dash"));
    overlay.append(this.#base, this.#buttons);
    const on = (type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", handle: (event: PointerEvent) => void) =>
      (type === "pointerdown" ? surface : window).addEventListener(
        type,
        (event) => (event as PointerEvent).pointerType === "touch" && handle(event as PointerEvent),
        { signal },
      );
    on("pointerdown", (event) => this.#begin(event));
    on("pointermove", (event) => this.#follow(event));
    for (const type of ["pointerup", "pointercancel"] as const) on(type, (event) => this.#end(event));
  }

  get move(): { x: number; y: number } | undefined {
    const stick = this.#left;
    if (!stick) return undefined;
    return Math.hypot(stick.x, stick.y) < REST ? { x: 0, y: 0 } : { x: stick.x, y: stick.y };
  }

  get aim(): { angle: number; firing: boolean } | undefined {
    const stick = this.#right;
    const pushed = stick ? Math.hypot(stick.x, stick.y) : 0;
    return stick && pushed >= REST ? { angle: Math.atan2(stick.y, stick.x), firing: pushed >= FIRE } : undefined;
  }

  /** True once for each tap on the button. */
  take(action: "beam" | "dash"): boolean {
    return this.#tapped.delete(action);
  }

  close(): void {
    this.#buttons.remove();
    this.#base.remove();
  }

  #begin(event: PointerEvent): void {
    this.#buttons.hidden = false;
    const stick = { pointerId: event.pointerId, fromX: event.clientX, fromY: event.clientY, x: 0, y: 0 };
    if (event.clientX < innerWidth / 2) {
      this.#left = stick;
      this.#base.hidden = false;
      this.#base.style.translate = `${event.clientX}px ${event.clientY}px`;
    } else this.#right = stick;
  }

  #follow(event: PointerEvent): void {
    const stick = [this.#left, this.#right].find((held) => held?.pointerId === event.pointerId);
    if (!stick) return;
    stick.x = (event.clientX - stick.fromX) / REACH_PX;
    stick.y = (event.clientY - stick.fromY) / REACH_PX;
  }

  #end(event: PointerEvent): void {
    if (this.#left?.pointerId === event.pointerId) {
      this.#left = undefined;
      this.#base.hidden = true;
    }
    if (this.#right?.pointerId === event.pointerId) this.#right = undefined;
  }
}
