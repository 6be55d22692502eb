import type { GameObjects, Scene } from "phaser";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { Afterimages } from "./afterimages.ts";
import { type ArenaMatch, drawnAt } from "./arena-match.ts";
import { sideOf } from "./palette.ts";
import { ShipDrawing } from "./ship-drawing.ts";
import { TEXTURE_SCALE } from "./textures.ts";

/** Of the way to the newest aim, each millisecond: others' aim has no smoothing of its own. */
const TURN_PER_MS = 0.02;

interface Shown {
  readonly ship: ShipDrawing;
  angle: number;
  seen: boolean;
}

/** What the whole of one frame has in common. */
export interface FrameLook {
  readonly nowMs: number;
  readonly elapsedMs: number;
  readonly zoom: number;
  readonly calm: boolean;
}

/** Everybody's ship. */
export class PlayersDrawing {
  readonly #scene: Scene;
  readonly #ships = new Map<string, Shown>();
  readonly #ring: GameObjects.Image;
  readonly #after: Afterimages;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#after = new Afterimages(scene);
    this.#ring = scene.add
      .image(0, 0, "ring")
      .setScale(1 / TEXTURE_SCALE)
      .setDepth(45)
      .setVisible(false);
  }

  /** `aim` is ours, in radians: the hand is not to wait for the next step. Undefined where nobody plays here. */
  draw(match: ArenaMatch, own: ArenaPlayer | undefined, aim: number | undefined, look: FrameLook): void {
    this.#ring.setVisible(false);
    for (const shown of this.#ships.values()) shown.seen = false;
    match.state.players.forEach((player, key) => {
      const shown = this.#shownFor(key, sideOf(match.state.mode, player, own?.seat));
      shown.seen = true;
      this.#drawOne(match, shown, player, player === own ? aim : undefined, look);
      if (player === own && player.respawn === 0) this.#ringAround(drawnAt(match, player), look);
    });
    for (const [key, shown] of this.#ships) if (!shown.seen) this.#remove(key, shown);
    this.#after.draw(look.elapsedMs);
  }

  flash(seat: number): void {
    this.#ships.get(String(seat))?.ship.flash();
  }

  #drawOne(match: ArenaMatch, shown: Shown, player: ArenaPlayer, aim: number | undefined, look: FrameLook): void {
    const { x, y } = drawnAt(match, player);
    const { calm, elapsedMs } = look;
    const mine = aim !== undefined;
    shown.angle = aim ?? turned(shown.angle, (player.aim / 65536) * 2 * Math.PI, elapsedMs);
    shown.ship.draw(player, { ...look, x, y, angle: shown.angle, mine });
    if (player.respawn > 0) return;
    const dash = mine ? Number(match.predicted?.dash ?? player.dash) : player.dash;
    if (dash > 0 && !calm) this.#after.pass(player.seat, shown.ship.side, x, y, shown.angle);
  }

  #ringAround({ x, y }: { x: number; y: number }, { calm, nowMs }: FrameLook): void {
    this.#ring
      .setPosition(x, y)
      .setVisible(true)
      .setRotation(calm ? 0 : nowMs / 2400);
  }

  #shownFor(key: string, side: "a" | "b"): Shown {
    const known = this.#ships.get(key);
    if (known?.ship.side === side) return known;
    if (known) this.#remove(key, known);
    const shown = { ship: new ShipDrawing(this.#scene, side), angle: 0, seen: true };
    this.#ships.set(key, shown);
    return shown;
  }

  #remove(key: string, shown: Shown): void {
    shown.ship.destroy();
    this.#ships.delete(key);
  }
}

/** Towards `wanted` by the shorter way. */
function turned(angle: number, wanted: number, elapsedMs: number): number {
  const way = Math.atan2(Math.sin(wanted - angle), Math.cos(wanted - angle));
  return angle + way * Math.min(1, TURN_PER_MS * elapsedMs);
}
