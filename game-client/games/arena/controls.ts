import type { ArenaInput } from "../../../rooms/arena/world.ts";
import { type Action, aimOf, KEYS, moveOf, stickMove } from "./control-mapping.ts";
import { TouchControls } from "./touch-controls.ts";

/** A mouse that did not move for this long is not in a hand. */
const IDLE_POINTER_MS = 1000;

/** Keyboard, mouse and touch, read once for each input that is sent. */
export class Controls {
  /** Where we aim, in radians. */
  aim = 0;
  readonly #down = new Set<Action>();
  /** Pressed since the last read, also when released already: a tap is never lost between two inputs. */
  readonly #tapped = new Set<Action>();
  readonly #touch: TouchControls;
  readonly #stop = new AbortController();
  readonly #centre: () => { x: number; y: number };
  #pointer: { x: number; y: number } | undefined;
  #pointedAtMs = 0;

  /** `centre` says where our own ship is on the screen; `toggled` hears of the keys that are not for the ship. */
  constructor(
    surface: HTMLElement,
    overlay: HTMLElement,
    centre: () => { x: number; y: number },
    toggled: (action: "scores" | "net", on: boolean) => void,
  ) {
    const { signal } = this.#stop;
    this.#touch = new TouchControls(surface, overlay, signal);
    window.addEventListener("keydown", (event) => this.#key(event, true, toggled), { signal });
    window.addEventListener("keyup", (event) => this.#key(event, false, toggled), { signal });
    window.addEventListener("blur", () => this.#down.clear(), { signal });
    surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    const point = (event: PointerEvent) => {
      if (event.pointerType === "touch") return;
      this.#pointer = { x: event.clientX, y: event.clientY };
      this.#pointedAtMs = performance.now();
      const action = event.button === 2 ? "beam" : "bolt";
      if (event.type === "pointerdown") this.#press(action);
      if (event.type === "pointerup") this.#down.delete(action);
    };
    for (const type of ["pointermove", "pointerdown"] as const) surface.addEventListener(type, point, { signal });
    window.addEventListener("pointerup", point, { signal });
    this.#centre = centre;
  }

  /** Turns the aim to the pointer; without one, to where we go. Once a frame. */
  turn(): void {
    const { x, y } = this.#move();
    const stick = this.#touch.aim;
    if (stick) this.aim = stick.angle;
    else if (this.#pointer) {
      const centre = this.#centre();
      this.aim = Math.atan2(this.#pointer.y - centre.y, this.#pointer.x - centre.x);
    } else if (x !== 0 || y !== 0) this.aim = Math.atan2(y, x);
  }

  /** Writes what the hands do into `input`. */
  sample(input: ArenaInput): void {
    const { x, y } = this.#move();
    input.moveX = x;
    input.moveY = y;
    input.aim = aimOf(this.aim);
    input.bolt = this.#active("bolt") || this.#touch.aim?.firing === true;
    input.beam = this.#active("beam") || this.#touch.take("beam");
    input.dash = this.#active("dash") || this.#touch.take("dash");
    this.#tapped.clear();
  }

  close(): void {
    this.#stop.abort();
    this.#touch.close();
  }

  #move(): { x: number; y: number } {
    const stick = this.#touch.move;
    return stick ? stickMove(stick.x, stick.y) : moveOf(this.#down);
  }

  #active(action: Action): boolean {
    return this.#down.has(action) || this.#tapped.has(action);
  }

  #press(action: Action): void {
    this.#down.add(action);
    this.#tapped.add(action);
  }

  #key(event: KeyboardEvent, down: boolean, toggled: (action: "scores" | "net", on: boolean) => void): void {
    const action = KEYS[event.code];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    // A button in focus is pressed by its keys.
    if (event.target instanceof HTMLButtonElement && (event.code === "Space" || event.code === "Enter" || event.code === "Tab")) return;
    event.preventDefault();
    if (event.repeat) return;
    if (action === "scores") toggled(action, down);
    else if (action === "net") {
      if (down) toggled(action, true);
    } else if (down) {
      if (action === "bolt" || action === "beam") this.#forgetIdlePointer();
      this.#press(action);
    } else this.#down.delete(action);
  }

  /** Who shoots by keys with the mouse at rest aims where they go; the mouse takes the aim back when it moves. */
  #forgetIdlePointer(): void {
    if (performance.now() - this.#pointedAtMs > IDLE_POINTER_MS) this.#pointer = undefined;
  }
}
