import type { Action } from "./actions.ts";
import { isUsed, type PadReading, readPad } from "./pad-reading.ts";
import { Presses } from "./presses.ts";

const AT_REST: PadReading = { move: { x: 0, y: 0 }, aim: undefined, buttons: [] };

/** The gamepad in use: of several the one that was used last; they come and go. */
export class Gamepads {
  readonly presses = new Presses();
  reading: PadReading = AT_REST;
  readonly #actionOf: (button: number) => Action | undefined;
  readonly #pressed: (action: Action, on: boolean) => void;
  #index: number | undefined;

  constructor(
    actionOf: (button: number) => Action | undefined,
    pressed: (action: Action, on: boolean) => void,
    changed: (there: boolean, inUse: boolean) => void,
    signal: AbortSignal,
  ) {
    this.#actionOf = actionOf;
    this.#pressed = pressed;
    window.addEventListener("gamepadconnected", () => changed(true, false), { signal });
    window.addEventListener("gamepaddisconnected", ({ gamepad }) => changed(false, gamepad.index === this.#index), { signal });
  }

  /** Reads the pads, which tell nothing by themselves; true while one is used. Once a frame. */
  poll(): boolean {
    const pads = connectedPads().map((pad) => ({ index: pad.index, reading: readPad(pad) }));
    const held = pads.find(({ index, reading }) => index === this.#index && isUsed(reading));
    const used = held ?? pads.find(({ reading }) => isUsed(reading));
    if (used) this.#index = used.index;
    this.reading = used?.reading ?? AT_REST;
    const wanted = new Set<Action>();
    for (const button of this.reading.buttons) {
      const action = this.#actionOf(button);
      if (action) wanted.add(action);
    }
    this.#follow(wanted);
    return used !== undefined;
  }

  #follow(wanted: ReadonlySet<Action>): void {
    for (const action of this.presses.release()) {
      if (wanted.has(action)) this.presses.hold(action);
      else this.#pressed(action, false);
    }
    for (const action of wanted) {
      if (this.presses.has(action)) continue;
      this.presses.set(action, true);
      this.#pressed(action, true);
    }
  }
}

/** Every pad that the browser shows; some browsers keep empty places, some refuse to tell. */
export function connectedPads(): Gamepad[] {
  try {
    return navigator.getGamepads().filter((pad) => pad?.connected === true) as Gamepad[];
  } catch {
    return [];
  }
}
