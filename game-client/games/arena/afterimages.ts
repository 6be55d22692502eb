import type { GameObjects, Scene } from "phaser";
import type { Side } from "./palette.ts";
import { TEXTURE_SCALE } from "./textures.ts";

const LIFE_MS = 240;
/** World pixels between two of one ship. */
const APART_PX = 22;

interface Left {
  readonly image: GameObjects.Image;
  leftMs: number;
}

/** What a dash leaves behind: the ship's shape where it just was. */
export class Afterimages {
  readonly #scene: Scene;
  readonly #live: Left[] = [];
  readonly #spare: Left[] = [];
  readonly #last = new Map<number, { x: number; y: number }>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** A ship that dashes is here now. */
  pass(seat: number, side: Side, x: number, y: number, angle: number): void {
    const last = this.#last.get(seat);
    if (last && Math.hypot(x - last.x, y - last.y) < APART_PX) return;
    this.#last.set(seat, { x, y });
    const left = this.#spare.pop() ?? { image: this.#scene.add.image(0, 0, "ring").setDepth(36), leftMs: 0 };
    left.leftMs = LIFE_MS;
    left.image
      .setTexture(`after-${side}`)
      .setPosition(x, y)
      .setRotation(angle)
      .setScale(1 / TEXTURE_SCALE)
      .setVisible(true);
    this.#live.push(left);
  }

  draw(elapsedMs: number): void {
    for (const left of this.#live) {
      left.leftMs -= elapsedMs;
      left.image.setAlpha(Math.max(0, (0.45 * left.leftMs) / LIFE_MS));
    }
    while (this.#live[0] && this.#live[0].leftMs <= 0) {
      const gone = this.#live.shift();
      gone?.image.setVisible(false);
      if (gone) this.#spare.push(gone);
    }
  }
}
