import { BlendModes, type GameObjects, type Scene } from "phaser";
import { BOLT_SPEED, TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import type { Bolt } from "../../../rooms/arena/world.ts";
import { type ArenaMatch, entries, ownEntry } from "./arena-match.ts";
import { type Shot, shotDistance } from "./own-shots.ts";
import { type Side, sideOf } from "./palette.ts";
import type { Sparks } from "./sparks.ts";
import { TEXTURE_SCALE } from "./textures.ts";

/** Others' bolts leave the muzzle where it is drawn, in the past, and reach the time in which we dodge after this. */
const CATCH_UP_MS = 250;
/** A shot that the server did not confirm in this time never was. */
const UNCONFIRMED_MS = 700;
/** From the middle of a ship to its tip. */
const MUZZLE_PX = 20;

interface Flying {
  readonly image: GameObjects.Image;
  readonly seenAtMs: number;
  /** Our own shot that this bolt is. */
  readonly shot: Shot | undefined;
}

/** Bolts in flight: ours from the moment of the shot, the others' from where their shooter is drawn. */
export class BoltsDrawing {
  readonly #scene: Scene;
  readonly #sparks: Sparks;
  readonly #flying = new Map<string, Flying>();
  readonly #ghosts: { shot: Shot; image: GameObjects.Image }[] = [];

  constructor(scene: Scene, sparks: Sparks) {
    this.#scene = scene;
    this.#sparks = sparks;
  }

  /** Ours, with the flash of its muzzle, a round trip before the server knows. */
  fired(shot: Shot, side: Side): void {
    this.#sparks.flare(shot.x + Math.cos(shot.angle) * MUZZLE_PX, shot.y + Math.sin(shot.angle) * MUZZLE_PX, 0.9);
    this.#ghosts.push({ shot, image: this.#image(`bolt-${side}`, shot.angle) });
  }

  draw(match: ArenaMatch, nowMs: number): void {
    const { ticks, state } = match;
    const own = ownEntry(match);
    const seen = new Set<string>();
    for (const [key, bolt] of entries(state.bolts)) {
      seen.add(key);
      const flying =
        this.#flying.get(key) ??
        this.#appear(key, bolt, bolt.owner === own?.seat, `bolt-${sideOf(state.mode, { seat: bolt.owner, team: bolt.team }, own?.seat)}`, nowMs);
      const blend = Math.min(1, (nowMs - flying.seenAtMs) / CATCH_UP_MS);
      const tick = ticks.drawn + (ticks.ours - ticks.drawn) * blend;
      const age = flying.shot ? ((nowMs - flying.shot.atMs) * TICK_HZ) / 1000 : tick - bolt.born;
      place(flying.image, bolt, age);
    }
    for (const [key, { image }] of this.#flying) {
      if (seen.has(key)) continue;
      if (image.visible) this.#hit(image);
      image.destroy();
      this.#flying.delete(key);
    }
    this.#drawGhosts(nowMs);
  }

  /** What is drawn next does not follow: nobody was hit. */
  forget(): void {
    for (const { image } of this.#flying.values()) image.destroy();
    this.#flying.clear();
  }

  /** Where it ended: bits fly back from the wall, or from who was hit. */
  #hit({ x, y, rotation, texture }: GameObjects.Image): void {
    this.#sparks.burst(x, y, texture.key === "bolt-a" ? "a" : "b", { count: 7, speed: 240, angle: rotation + Math.PI, spread: 1.1 });
    this.#sparks.flare(x, y, 0.7);
  }

  #drawGhosts(nowMs: number): void {
    for (let i = this.#ghosts.length - 1; i >= 0; i--) {
      const ghost = this.#ghosts[i];
      if (!ghost) continue;
      const { shot, image } = ghost;
      const distance = shotDistance(shot, nowMs);
      image.setPosition(shot.x + Math.cos(shot.angle) * distance, shot.y + Math.sin(shot.angle) * distance).setVisible(distance < shot.reach);
      if (nowMs - shot.atMs < UNCONFIRMED_MS) continue;
      image.destroy();
      this.#ghosts.splice(i, 1);
    }
  }

  #appear(key: string, bolt: Bolt, mine: boolean, texture: string, nowMs: number): Flying {
    // Shots are confirmed in the order in which they were made.
    const ghost = mine ? this.#ghosts.shift() : undefined;
    ghost?.image.destroy();
    const flying = { image: this.#image(texture, Math.atan2(bolt.vy, bolt.vx)), seenAtMs: nowMs, shot: ghost?.shot };
    this.#flying.set(key, flying);
    if (!ghost) this.#sparks.flare(bolt.x / UNITS, bolt.y / UNITS, 0.7);
    return flying;
  }

  #image(texture: string, angle: number): GameObjects.Image {
    return this.#scene.add
      .image(0, 0, texture)
      .setScale(1 / TEXTURE_SCALE)
      .setRotation(angle)
      .setDepth(30)
      .setBlendMode(BlendModes.ADD);
  }
}

function place(image: GameObjects.Image, bolt: Bolt, age: number): void {
  const flown = Math.min(age, bolt.reach / BOLT_SPEED);
  image.setPosition((bolt.x + bolt.vx * flown) / UNITS, (bolt.y + bolt.vy * flown) / UNITS).setVisible(age > 0 && age <= bolt.reach / BOLT_SPEED);
}
