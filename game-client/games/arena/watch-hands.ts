import { connectedPads } from "./gamepads.ts";
import { readPad } from "./pad-reading.ts";

/** What hands ask of the picture of a match that is watched; places and ways in CSS pixels of the surface. */
export interface WatchHandsListener {
  /** Whether keys and sticks steer. */
  free(): boolean;
  dragged(dx: number, dy: number): void;
  zoomed(by: number, x: number, y: number): void;
  /** A touch or click that went nowhere. */
  tapped(x: number, y: number): void;
  /** To the next player, or the one before. */
  stepped(direction: 1 | -1): void;
}

/** Less is a tap. */
const DRAG_PX = 6;
const ZOOM_PER_WHEEL_PX = 0.0015;
const ZOOM_PER_KEY = 1.2;
/** By a trigger that is pulled, each second. */
const ZOOM_PER_S = 2.5;

const STEER: Readonly<Record<string, readonly [number, number]>> = {
  KeyW: [0, -1],
  KeyA: [-1, 0],
  KeyS: [0, 1],
  KeyD: [1, 0],
  ArrowUp: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowRight: [1, 0],
};
const STEPS: Readonly<Record<string, 1 | -1>> = { BracketLeft: -1, BracketRight: 1 };
const ZOOMS: Readonly<Record<string, number>> = { "+": ZOOM_PER_KEY, "=": ZOOM_PER_KEY, "-": 1 / ZOOM_PER_KEY };
/** Of the standard mapping: shoulders step, triggers zoom. */
const PAD = { before: 4, next: 5, out: 6, in: 7 } as const;

/** Mouse, touch, keys and gamepad of who watches. */
export class WatchHands {
  readonly #surface: HTMLElement;
  readonly #listener: WatchHandsListener;
  readonly #stop = new AbortController();
  readonly #held = new Set<string>();
  readonly #fingers = new Map<number, { x: number; y: number }>();
  #moved = 0;
  #padHeld: readonly number[] = [];
  #stick = { x: 0, y: 0 };

  constructor(surface: HTMLElement, listener: WatchHandsListener) {
    this.#surface = surface;
    this.#listener = listener;
    const { signal } = this.#stop;
    surface.style.touchAction = "none";
    surface.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    surface.addEventListener("pointermove", (event) => this.#move(event), { signal });
    for (const end of ["pointerup", "pointercancel"] as const) surface.addEventListener(end, (event) => this.#up(event), { signal });
    surface.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    window.addEventListener("keydown", (event) => this.#key(event), { signal });
    window.addEventListener("keyup", (event) => this.#held.delete(event.code), { signal });
    window.addEventListener("blur", () => this.#held.clear(), { signal });
  }

  /** Where keys and the stick steer, -1 to 1; once a frame. */
  steer(elapsedMs: number): { readonly x: number; readonly y: number } {
    this.#pad(elapsedMs);
    let { x, y } = this.#stick;
    for (const code of this.#held) {
      const [dx, dy] = STEER[code] ?? [0, 0];
      x += dx;
      y += dy;
    }
    const long = Math.max(1, Math.hypot(x, y));
    return { x: x / long, y: y / long };
  }

  close(): void {
    this.#stop.abort();
  }

  #at(event: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#surface.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #down(event: PointerEvent): void {
    if (event.button > 1) return;
    this.#surface.setPointerCapture(event.pointerId);
    if (this.#fingers.size === 0) this.#moved = 0;
    this.#fingers.set(event.pointerId, this.#at(event));
  }

  #move(event: PointerEvent): void {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const at = this.#at(event);
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.#moved += Math.hypot(at.x - before.x, at.y - before.y);
    if (this.#moved < DRAG_PX) return;
    this.#fingers.set(event.pointerId, at);
    const share = 1 / this.#fingers.size;
    this.#listener.dragged((at.x - before.x) * share, (at.y - before.y) * share);
    if (!other) return;
    const [near, far] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(at.x - other.x, at.y - other.y)];
    if (near > 0 && far > 0) this.#listener.zoomed(far / near, (at.x + other.x) / 2, (at.y + other.y) / 2);
  }

  #up(event: PointerEvent): void {
    if (!this.#fingers.delete(event.pointerId)) return;
    const { x, y } = this.#at(event);
    if (event.type === "pointerup" && this.#moved < DRAG_PX && this.#fingers.size === 0) this.#listener.tapped(x, y);
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    // Lines and pages, as some browsers tell, in pixels.
    const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 400);
    const { x, y } = this.#at(event);
    this.#listener.zoomed(Math.exp(-px * ZOOM_PER_WHEEL_PX), x, y);
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return;
    const step = STEPS[event.code];
    const zoom = ZOOMS[event.key];
    // With Shift the arrows are the page's, whatever the camera.
    const steers = STEER[event.code] && this.#listener.free() && !event.shiftKey;
    if (!step && !zoom && !steers) return;
    event.preventDefault();
    if (step && !event.repeat) this.#listener.stepped(step);
    if (zoom) this.#listener.zoomed(zoom, this.#surface.clientWidth / 2, this.#surface.clientHeight / 2);
    if (steers) this.#held.add(event.code);
  }

  #pad(elapsedMs: number): void {
    const pads = connectedPads().map(readPad);
    const pad = pads.find(({ move, buttons }) => move.x !== 0 || move.y !== 0 || buttons.length > 0);
    const buttons = pad?.buttons ?? [];
    this.#stick = pad?.move ?? { x: 0, y: 0 };
    const pressed = (button: number) => buttons.includes(button) && !this.#padHeld.includes(button);
    if (pressed(PAD.before)) this.#listener.stepped(-1);
    if (pressed(PAD.next)) this.#listener.stepped(1);
    this.#padHeld = buttons;
    const zoom = Number(buttons.includes(PAD.in)) - Number(buttons.includes(PAD.out));
    if (zoom !== 0) this.#listener.zoomed(ZOOM_PER_S ** ((zoom * elapsedMs) / 1000), this.#surface.clientWidth / 2, this.#surface.clientHeight / 2);
  }
}

/** Where keys write, choose, or belong to a window above the match. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  return target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable]") !== null;
}
