import type { GameObjects, Scene } from "phaser";
import { TEXTURE_SCALE } from "./textures.ts";

const HIT_MS = 200;
const KILL_MS = 420;

interface Mark {
  readonly image: GameObjects.Image;
  seat: number;
  leftMs: number;
  lifeMs: number;
}

/** The server's word that we hit: four strokes around whom. */
export class MarksDrawing {
  readonly #scene: Scene;
  readonly #marks: Mark[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  hit(seat: number, x: number, y: number, killed: boolean): void {
    const mark = this.#marks.find((known) => known.leftMs <= 0 || known.seat === seat) ?? this.#fresh();
    mark.seat = seat;
    mark.lifeMs = killed ? KILL_MS : HIT_MS;
    mark.leftMs = mark.lifeMs;
    mark.image
      .setTexture(killed ? "kill-mark" : "hit-mark")
      .setPosition(x, y)
      .setVisible(true);
  }

  draw(elapsedMs: number, calm: boolean): void {
    for (const mark of this.#marks) {
      if (mark.leftMs <= 0) continue;
      mark.leftMs -= elapsedMs;
      const share = Math.max(0, mark.leftMs / mark.lifeMs);
      mark.image
        .setAlpha(Math.min(1, share * 2))
        .setScale((calm ? 1.2 : 1.1 + 0.5 * share) / TEXTURE_SCALE)
        .setVisible(share > 0);
    }
  }

  #fresh(): Mark {
    const mark = { image: this.#scene.add.image(0, 0, "hit-mark").setDepth(58), seat: -1, leftMs: 0, lifeMs: 1 };
    this.#marks.push(mark);
    return mark;
  }
}
