import type { Action } from "./actions.ts";
import { Presses } from "./presses.ts";

/** The bits of `PointerEvent.buttons`, by the number that a button has in a binding. */
const BUTTONS = [
  ["Mouse0", 1],
  ["Mouse1", 4],
  ["Mouse2", 2],
  ["Mouse3", 8],
  ["Mouse4", 16],
] as const;

/** Mouse or pen over the match. */
export class Mouse {
  readonly presses = new Presses();
  /** Where it points, in CSS pixels; undefined until it is used. */
  at: { readonly x: number; readonly y: number } | undefined;
  movedAtMs = Number.NEGATIVE_INFINITY;
  #buttons = 0;

  constructor(
    surface: HTMLElement,
    actionOf: (code: string) => Action | undefined,
    pressed: (action: Action, on: boolean) => void,
    used: () => void,
    signal: AbortSignal,
  ) {
    const follow = (event: PointerEvent) => {
      if (event.pointerType === "touch") return;
      // Browsers report a pointer that rests when something appears below it.
      if (event.type === "pointermove" && event.movementX === 0 && event.movementY === 0 && event.buttons === this.#buttons) return;
      this.#buttons = event.buttons;
      this.at = { x: event.clientX, y: event.clientY };
      this.movedAtMs = performance.now();
      used();
      // A second button beside a held one comes as a move; only the mask tells of it.
      if (event.type !== "pointerup" && event.target instanceof Node && !surface.contains(event.target)) return;
      for (const [code, bit] of BUTTONS) {
        const action = actionOf(code);
        const on = (event.buttons & bit) !== 0;
        if (!action || this.presses.has(action) === on) continue;
        this.presses.set(action, on);
        pressed(action, on);
      }
    };
    for (const type of ["pointermove", "pointerdown"] as const) surface.addEventListener(type, follow, { signal });
    window.addEventListener("pointerup", follow, { signal });
    surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    // The middle button would scroll, the fourth leave the page.
    surface.addEventListener("mousedown", (event) => event.button > 0 && event.preventDefault(), { signal });
    surface.addEventListener("mouseup", (event) => event.button > 2 && event.preventDefault(), { signal });
    window.addEventListener("blur", () => this.#release(pressed), { signal });
  }

  #release(pressed: (action: Action, on: boolean) => void): void {
    for (const action of this.presses.release()) pressed(action, false);
  }
}
