import { BlendModes, type GameObjects, type Scene } from "phaser";
import { TEXTURE_SCALE } from "./textures.ts";

const MAX_SPARKS = 240;
const LIFE_MS = 460;
const WAVE_MS = 380;
const FLARE_MS = 110;

/** The colours that bits of light come in. */
export type SparkLook = "a" | "b" | "light" | "health" | "shield" | "overcharge";

interface Burst {
  readonly count: number;
  /** World pixels a second. */
  readonly speed: number;
  /** Into this direction, give or take `spread`; radians. */
  readonly angle?: number;
  readonly spread?: number;
  /** How much longer than a spark of a hit. */
  readonly lasting?: number;
}

interface Bit {
  readonly image: GameObjects.Image;
  kind: "spark" | "wave" | "flare";
  vx: number;
  vy: number;
  leftMs: number;
  lifeMs: number;
  size: number;
}

/** Short-lived light: bits that fly, rings that grow, flares. Without movement only the rings and flares are left, and stand still. */
export class Sparks {
  calm = false;
  readonly #scene: Scene;
  readonly #live: Bit[] = [];
  readonly #spare: Bit[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  burst(x: number, y: number, look: SparkLook, { count, speed, angle = 0, spread = Math.PI, lasting = 1 }: Burst): void {
    if (this.calm) return;
    for (let i = 0; i < count && this.#live.length < MAX_SPARKS; i++) {
      const way = angle + (Math.random() * 2 - 1) * spread;
      const fast = speed * (0.25 + 0.75 * Math.random());
      const bit = this.#add("spark", `spark-${look}`, x, y, LIFE_MS * lasting * (0.5 + Math.random() / 2), 1);
      bit.vx = Math.cos(way) * fast;
      bit.vy = Math.sin(way) * fast;
      bit.image.setRotation(way);
    }
  }

  /** A ring that grows to `radius` world pixels. */
  wave(x: number, y: number, look: "a" | "b" | "health" | "shield" | "overcharge", radius: number): void {
    this.#add("wave", `wave-${look}`, x, y, WAVE_MS, radius / 58);
  }

  flare(x: number, y: number, size: number): void {
    this.#add("flare", "flare", x, y, FLARE_MS, size);
  }

  draw(elapsedMs: number): void {
    for (let i = this.#live.length - 1; i >= 0; i--) {
      const bit = this.#live[i];
      if (!bit) continue;
      bit.leftMs -= elapsedMs;
      const share = Math.max(0, bit.leftMs / bit.lifeMs);
      this.#place(bit, share, elapsedMs);
      if (bit.leftMs > 0) continue;
      bit.image.setVisible(false);
      this.#spare.push(bit);
      this.#live[i] = this.#live[this.#live.length - 1] ?? bit;
      this.#live.length--;
    }
  }

  #place(bit: Bit, share: number, elapsedMs: number): void {
    const { image } = bit;
    if (bit.kind === "spark") {
      image.x += (bit.vx * elapsedMs * share) / 1000;
      image.y += (bit.vy * elapsedMs * share) / 1000;
      image.setScale(((0.5 + share) * (1 + share)) / TEXTURE_SCALE, (0.4 + 0.6 * share) / TEXTURE_SCALE);
    } else if (bit.kind === "wave") {
      const grown = this.calm ? 0.6 : 1 - share * share * share;
      image.setScale((bit.size * grown) / TEXTURE_SCALE);
    } else image.setScale((bit.size * (this.calm ? 0.8 : 0.6 + 0.4 * share)) / TEXTURE_SCALE);
    image.setAlpha(share);
  }

  #add(kind: Bit["kind"], texture: string, x: number, y: number, lifeMs: number, size: number): Bit {
    const bit = this.#spare.pop() ?? this.#fresh();
    bit.kind = kind;
    bit.vx = 0;
    bit.vy = 0;
    bit.leftMs = lifeMs;
    bit.lifeMs = lifeMs;
    bit.size = size;
    bit.image.setTexture(texture).setPosition(x, y).setRotation(0).setAlpha(1).setScale(0).setVisible(true);
    this.#live.push(bit);
    return bit;
  }

  #fresh(): Bit {
    const image = this.#scene.add.image(0, 0, "flare").setDepth(55).setBlendMode(BlendModes.ADD);
    return { image, kind: "spark", vx: 0, vy: 0, leftMs: 0, lifeMs: 1, size: 1 };
  }
}
