import { BlendModes, type GameObjects, type Scene } from "phaser";
import { UNITS } from "../../../rooms/arena/rules.ts";
import { type ArenaMatch, entries } from "./arena-match.ts";
import { TEXTURE_SCALE } from "./textures.ts";

interface Shown {
  readonly kind: string;
  readonly sign: GameObjects.Image;
  readonly glow: GameObjects.Image;
}

/** What lies on the floor. */
export class PickupsDrawing {
  readonly #scene: Scene;
  readonly #shown = new Map<string, Shown>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  draw(match: ArenaMatch, calm: boolean): void {
    const { tick, pickups } = match.state;
    const bob = calm ? 0 : Math.sin(this.#scene.time.now / 400);
    const seen = new Set<string>();
    for (const [key, pickup] of entries(pickups)) {
      seen.add(key);
      const { sign, glow } = this.#shownFor(key, pickup.kind);
      const there = pickup.back <= tick;
      const x = pickup.x / UNITS;
      const y = pickup.y / UNITS;
      sign.setPosition(x, y + bob * 2).setAlpha(there ? 1 : 0.15);
      glow
        .setPosition(x, y)
        .setVisible(there)
        .setAlpha(0.7 + bob * 0.2);
    }
    for (const [key, { sign, glow }] of this.#shown) {
      if (seen.has(key)) continue;
      sign.destroy();
      glow.destroy();
      this.#shown.delete(key);
    }
  }

  #shownFor(key: string, kind: string): Shown {
    const known = this.#shown.get(key);
    if (known?.kind === kind) return known;
    known?.sign.destroy();
    known?.glow.destroy();
    const image = (texture: string, depth: number) =>
      this.#scene.add
        .image(0, 0, texture)
        .setScale(1 / TEXTURE_SCALE)
        .setDepth(depth);
    const shown = { kind, sign: image(`pickup-${kind}`, 21), glow: image(`light-${kind}`, 20).setBlendMode(BlendModes.ADD) };
    this.#shown.set(key, shown);
    return shown;
  }
}
