import { BlendModes, type GameObjects, type Scene } from "phaser";
import { UNITS } from "../../../rooms/arena/rules.ts";
import { type ArenaMatch, drawnAt, entries, ownEntry } from "./arena-match.ts";
import { beamLength } from "./beam-end.ts";
import type { Shot } from "./own-shots.ts";
import { hex, PALETTE, SIDE_COLOUR, sideOf } from "./palette.ts";
import type { Sparks } from "./sparks.ts";

const BEAM_MS = 260;

interface Beam {
  readonly seat: number | undefined;
  readonly colour: number;
  readonly fromX: number;
  readonly fromY: number;
  toX: number;
  toY: number;
  leftMs: number;
}

/** A beam is a hard core in a soft light, and it ends in sparks. */
export class BeamsDrawing {
  readonly #graphics: GameObjects.Graphics;
  readonly #sparks: Sparks;
  readonly #shown = new Map<string, number>();
  #beams: Beam[] = [];

  constructor(scene: Scene, sparks: Sparks) {
    this.#graphics = scene.add.graphics().setDepth(50).setBlendMode(BlendModes.ADD);
    this.#sparks = sparks;
  }

  fired(match: ArenaMatch, shot: Shot): void {
    const own = ownEntry(match);
    const enemies = entries(match.state.players).flatMap(([, player]) => (player.team !== own?.team && player.respawn === 0 ? [player] : []));
    const length = beamLength(
      shot,
      enemies.map((player) => drawnAt(match, player)),
    );
    const toX = shot.x + Math.cos(shot.angle) * length;
    const toY = shot.y + Math.sin(shot.angle) * length;
    this.#flash(shot.x, shot.y, toX, toY, "light");
    this.#beams.push({ seat: undefined, colour: hex(PALETTE.alive), fromX: shot.x, fromY: shot.y, toX, toY, leftMs: BEAM_MS });
  }

  draw(match: ArenaMatch, elapsedMs: number): void {
    this.#collect(match);
    this.#graphics.clear();
    for (const beam of this.#beams) {
      const share = Math.max(0, beam.leftMs / BEAM_MS);
      for (const [width, colour, alpha] of [
        [30, beam.colour, 0.1],
        [16, beam.colour, 0.22],
        [8, beam.colour, 0.5],
        [3.5, 0xf4fff9, 1],
      ] as const) {
        this.#graphics.lineStyle(width * (0.4 + 0.6 * share), colour, alpha * share).lineBetween(beam.fromX, beam.fromY, beam.toX, beam.toY);
      }
      beam.leftMs -= elapsedMs;
    }
    this.#beams = this.#beams.filter((beam) => beam.leftMs > 0);
  }

  /** What is drawn next does not follow: nobody shot. */
  forget(): void {
    this.#shown.clear();
    this.#beams = [];
  }

  /** New beams in the state: another's is shown when the tick in which it was shot is drawn, ours has been shown already. */
  #collect(match: ArenaMatch): void {
    const { state, ticks } = match;
    const own = ownEntry(match);
    for (const [key, player] of entries(state.players)) {
      const shown = this.#shown.get(key);
      if (shown === undefined) this.#shown.set(key, player.beamTick);
      if (shown === undefined || player.beamTick === shown) continue;
      // In a match that is watched, who is followed shoots where the server says.
      const mine = player === own && match.predicted !== undefined;
      if (!mine && player.beamTick > ticks.drawn + 0.5) continue;
      this.#shown.set(key, player.beamTick);
      const toX = player.beamX / UNITS;
      const toY = player.beamY / UNITS;
      if (mine) this.#correct(toX, toY);
      else {
        this.#add(match, player, own?.seat, toX, toY);
      }
    }
  }

  #add(match: ArenaMatch, player: Parameters<typeof drawnAt>[1], ownSeat: number | undefined, toX: number, toY: number): void {
    const from = drawnAt(match, player);
    const side = sideOf(match.state.mode, player, ownSeat);
    const colour = hex(SIDE_COLOUR[side]);
    this.#flash(from.x, from.y, toX, toY, side);
    this.#beams.push({ seat: player.seat, colour, fromX: from.x, fromY: from.y, toX, toY, leftMs: BEAM_MS });
  }

  #flash(fromX: number, fromY: number, toX: number, toY: number, look: "a" | "b" | "light"): void {
    const back = Math.atan2(fromY - toY, fromX - toX);
    this.#sparks.burst(toX, toY, look, { count: 14, speed: 320, angle: back, spread: 1.3 });
    this.#sparks.flare(toX, toY, 1.3);
    this.#sparks.flare(fromX - Math.cos(back) * 18, fromY - Math.sin(back) * 18, 1.5);
  }

  /** The server says where our beam ended: at somebody, perhaps. */
  #correct(toX: number, toY: number): void {
    const beam = this.#beams.find(({ seat }) => seat === undefined);
    if (!beam) return;
    beam.toX = toX;
    beam.toY = toY;
  }
}
