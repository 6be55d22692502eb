import { zoomFor } from "./viewport.ts";

export interface View {
  readonly width: number;
  readonly height: number;
  readonly mapWidth: number;
  readonly mapHeight: number;
  /** Of the height, from below, what is covered by controls. */
  readonly covered: number;
}

/** Against the zoom with which a player sees: the whole map, and a face. */
const WIDEST = 0.3;
const NEAREST = 2.5;
/** World pixels a second that keys and sticks move, at a player's zoom. */
const KEYS_PX_PER_S = 900;

/** A camera in the viewer's hands; world pixels. */
export class FreeCamera {
  x = 0;
  y = 0;
  /** Against a player's zoom. */
  factor = 1;

  /** Device pixels for one world pixel. */
  zoom({ width, height }: View): number {
    return zoomFor(width, height) * this.factor;
  }

  /** By device pixels of the screen: the place under a finger stays under it. */
  drag(dx: number, dy: number, view: View): void {
    const zoom = this.zoom(view);
    this.#to(this.x - dx / zoom, this.y - dy / zoom, view);
  }

  /** As keys and sticks steer, -1 to 1. */
  steer(dx: number, dy: number, elapsedMs: number, view: View): void {
    const px = (KEYS_PX_PER_S * elapsedMs) / 1000 / this.factor;
    this.#to(this.x + dx * px, this.y + dy * px, view);
  }

  /** Nearer by `by`; the place at (x, y), in device pixels of the screen, stays there. */
  zoomAt(by: number, x: number, y: number, view: View): void {
    const before = this.zoom(view);
    this.factor = Math.min(NEAREST, Math.max(WIDEST, this.factor * by));
    const after = this.zoom(view);
    const [fromX, fromY] = [x - view.width / 2, y - view.height / 2];
    this.#to(this.x + fromX / before - fromX / after, this.y + fromY / before - fromY / after, view);
  }

  /** Takes over from another camera. */
  from(at: { readonly x: number; readonly y: number; readonly zoom: number }, view: View): void {
    this.factor = Math.min(NEAREST, Math.max(WIDEST, at.zoom / zoomFor(view.width, view.height)));
    this.#to(at.x, at.y, view);
  }

  /** The middle never leaves the map. */
  #to(x: number, y: number, { mapWidth, mapHeight }: View): void {
    this.x = Math.min(mapWidth, Math.max(0, x));
    this.y = Math.min(mapHeight, Math.max(0, y));
  }
}
