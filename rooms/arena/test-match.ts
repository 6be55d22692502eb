import { atan2, TAU } from "../lib/det-math.ts";
import type { SystemInput } from "../lib/game.ts";
import { layoutOf } from "../lib/layout.ts";
import { toPlain } from "../lib/plain.ts";
import { arena } from "./game.ts";
import { neutral } from "./input.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld } from "./world.ts";

export type Pressed = Readonly<Record<number, Partial<ArenaInput>>>;

/** A match on plain objects that a rule test moves by hand. Longshore has an open lane along y = 50 px and another along y = 300 px. */
export class TestMatch {
  readonly world: ArenaWorld;

  /** With `seats` players already placed, unprotected, and two ticks done. */
  constructor(seats: number, options: Readonly<Record<string, unknown>> = {}, seed = 1) {
    const read = arena.options.read({ map: "longshore", ...options });
    if (!read.ok) throw new Error(read.message);
    this.world = toPlain(layoutOf(arena.State), arena.create(seed, { ...read.options, matchId: "test", code: "" }));
    this.step(
      {},
      Array.from({ length: seats }, (_, seat) => joined(seat)),
    );
    for (let seat = 0; seat < seats; seat++) this.player(seat).protection = 0;
  }

  player(seat: number): ArenaPlayer {
    const player = this.world.players.get(String(seat));
    if (!player) throw new Error(`nobody is on seat ${seat}`);
    return player;
  }

  /** Puts a player somewhere, in world pixels, standing still, and lets the world forget where it came from. */
  put(seat: number, x: number, y: number): ArenaPlayer {
    const { historyX } = this.world.hidden;
    for (let i = seat; i < historyX.length; i += arena.seats.max) historyX[i] = -1;
    return Object.assign(this.player(seat), { x: x * 16, y: y * 16, vx: 0, vy: 0, protection: 0, respawn: 0, health: 100, shield: 0 });
  }

  /** One tick in which the seats that are named press something and the others nothing. */
  step(pressed: Pressed = {}, system: readonly SystemInput[] = []): void {
    const seats: (ArenaInput | undefined)[] = [];
    this.world.players.forEach((player) => {
      seats[player.seat] = { ...neutral(undefined), aim: player.aim, ...pressed[player.seat] };
    });
    for (const input of system) if (input.kind === "join") seats[input.seat] ??= { ...neutral(undefined), ...pressed[input.seat] };
    arena.step(this.world, { system, seats }, this.world.tick + 1);
  }

  run(ticks: number, pressed: Pressed = {}): void {
    for (let i = 0; i < ticks; i++) this.step(pressed);
  }

  /** Kills `target` on the spot by a beam of `by`. */
  kill(by: number, target: number): void {
    this.put(by, 300, 50).energy = 200;
    this.put(target, 360, 50).health = 1;
    this.player(by).reload = 0;
    this.step({ [by]: { beam: true, aim: 0 } });
    this.put(by, 300 + 100 * by, 1050);
  }
}

export function joined(seat: number, more: { player?: string; bot?: boolean; team?: number } = {}): SystemInput {
  return { kind: "join", seat, player: `p${seat}`, name: `Player ${seat}`, bot: false, ...more };
}

/** The aim from one point to another. */
export function aimAt(from: { x: number; y: number }, to: { x: number; y: number }): number {
  return Math.round((atan2(to.y - from.y, to.x - from.x) / TAU) * 65536) & 0xffff;
}
