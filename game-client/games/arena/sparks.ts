import type { GameObjects, Scene } from "phaser";
import { TEXTURE_SCALE } from "./textures.ts";

const MAX_SPARKS = 200;
const LIFE_MS = 420;

/** Short-lived bits of light. */
export class Sparks {
  readonly #scene: Scene;
  readonly #live: { image: GameObjects.Image; vx: number; vy: number; leftMs: number }[] = [];
  readonly #spare: GameObjects.Image[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** `speed` in world pixels a second. */
  burst(x: number, y: number, count: number, speed: number): void {
    for (let i = 0; i < count && this.#live.length < MAX_SPARKS; i++) {
      const angle = Math.random() * 2 * Math.PI;
      const fast = speed * (0.3 + 0.7 * Math.random());
      const image = this.#spare.pop() ?? this.#scene.add.image(0, 0, "spark").setDepth(55);
      image.setPosition(x, y).setVisible(true);
      this.#live.push({ image, vx: Math.cos(angle) * fast, vy: Math.sin(angle) * fast, leftMs: LIFE_MS * (0.5 + Math.random() / 2) });
    }
  }

  draw(elapsedMs: number): void {
    for (let i = this.#live.length - 1; i >= 0; i--) {
      const spark = this.#live[i];
      if (!spark) continue;
      spark.leftMs -= elapsedMs;
      const share = Math.max(0, spark.leftMs / LIFE_MS);
      spark.image.x += (spark.vx * elapsedMs * share) / 1000;
      spark.image.y += (spark.vy * elapsedMs * share) / 1000;
      spark.image.setAlpha(share).setScale((0.4 + share) / TEXTURE_SCALE);
      if (spark.leftMs > 0) continue;
      this.#spare.push(spark.image.setVisible(false));
      this.#live.splice(i, 1);
    }
  }
}
