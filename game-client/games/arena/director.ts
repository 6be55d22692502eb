import { NOBODY, TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import type { TimedMoment } from "../../net/playback.ts";
import { entries } from "./arena-match.ts";
import { leaderOf } from "./edge-markers.ts";

/** A cut wants this long before the next one: an eye needs a second to find itself, and the rest to see something. */
const HOLD_MS = 3000;
/** Without movement for show, cuts are rarer. */
const CALM_HOLD_MS = 5000;
const DECIDE_MS = 200;
/** What will happen is known of a match that is over: so far ahead its players are looked at. */
const AHEAD_TICKS = 4 * TICK_HZ;
const AFTER_TICKS = TICK_HZ;
const HIT_TICKS = 1.5 * TICK_HZ;
const FIGHT_UNITS = 480 * UNITS;
/** More interesting by this much is worth a cut. */
const BETTER = 1.35;

/** What each is worth; a fight that is about to end beats everything else. */
const WORTH = { kill: 7, moment: 4, hit: 3, near: 2, low: 1, leader: 0.8, streak: 0.5, overcharge: 1 } as const;

/** Whom to look at, and with whom together. */
export interface Shot {
  readonly seat: number;
  readonly partner: number | undefined;
}

type Seen = Pick<ArenaWorld, "players" | "tick" | "mode" | "phase">;

/** Goes where the action is: fights, what has just happened, and in a match that is over what is about to. */
export class Director {
  #shot: Shot | undefined;
  #cutAtMs = Number.NEGATIVE_INFINITY;
  #decidedAtMs = Number.NEGATIVE_INFINITY;

  /** Undefined where nobody is there. */
  next(state: Seen, moments: readonly TimedMoment[], nowMs: number, calm: boolean): Shot | undefined {
    const there = this.#shot && state.players.has(String(this.#shot.seat));
    if (there && nowMs - this.#decidedAtMs < DECIDE_MS) return this.#shot;
    this.#decidedAtMs = nowMs;
    const living = entries(state.players).flatMap(([, player]) => (player.respawn === 0 ? [player] : []));
    const near = moments.filter(({ tick }) => tick > state.tick - AFTER_TICKS && tick < state.tick + AHEAD_TICKS);
    const leader = state.phase === "playing" ? leaderOf(state)?.seat : undefined;
    const worth = new Map(living.map((player) => [player.seat, worthOf(player, living, state, near, leader)]));
    let best: ArenaPlayer | undefined;
    for (const player of living.sort((a, b) => a.seat - b.seat))
      if (!best || (worth.get(player.seat) ?? 0) > (worth.get(best.seat) ?? 0)) best = player;
    const now = this.#shot?.seat;
    const held = nowMs - this.#cutAtMs < (calm ? CALM_HOLD_MS : HOLD_MS);
    const stays =
      there && (held || (now !== undefined && worth.has(now) && (worth.get(best?.seat ?? now) ?? 0) < ((worth.get(now) ?? 0) + 1) * BETTER));
    const seat = stays ? now : best?.seat;
    if (seat === undefined) return there ? this.#shot : undefined;
    if (seat !== now) this.#cutAtMs = nowMs;
    this.#shot = { seat, partner: partnerOf(seat, living, state, near) };
    return this.#shot;
  }

  /** What is seen next does not follow: a cut is made anyway, and may be to anybody. */
  forget(): void {
    this.#shot = undefined;
    this.#cutAtMs = Number.NEGATIVE_INFINITY;
    this.#decidedAtMs = Number.NEGATIVE_INFINITY;
  }
}

function worthOf(
  player: ArenaPlayer,
  living: readonly ArenaPlayer[],
  state: Seen,
  moments: readonly TimedMoment[],
  leader: number | undefined,
): number {
  let worth = player.seat === leader ? WORTH.leader : 0;
  for (const { kind, seats, tick } of moments) {
    if (!seats.includes(player.seat)) continue;
    const ahead = tick - state.tick;
    // Who does it is looked at rather than whom it is done to.
    const share = seats[0] === player.seat ? 1 : 0.75;
    worth += (kind === "kill" ? WORTH.kill : WORTH.moment) * share * (ahead >= 0 ? 1 - ahead / AHEAD_TICKS : 0.4);
  }
  for (const other of living) {
    if (recentlyHit(other, state.tick) && (other === player || other.hitBy === player.seat)) worth += WORTH.hit;
  }
  const enemy = nearestEnemy(player, living, state.mode);
  if (enemy && enemy.units < FIGHT_UNITS) {
    worth += WORTH.near * (1 - enemy.units / FIGHT_UNITS);
    if (player.health < 40 || enemy.player.health < 40) worth += WORTH.low;
  }
  if (player.overcharge > 0) worth += WORTH.overcharge;
  return worth + Math.min(4, player.streak) * WORTH.streak;
}

function partnerOf(seat: number, living: readonly ArenaPlayer[], { mode, tick }: Seen, moments: readonly TimedMoment[]): number | undefined {
  const player = living.find((one) => one.seat === seat);
  if (!player) return undefined;
  const coming = moments.find((moment) => moment.tick >= tick && moment.kind === "kill" && moment.seats.includes(seat));
  const wanted = coming?.seats.find((one) => one !== seat);
  const other = living.find((one) => one.seat === wanted);
  if (other && distance(player, other) < 2 * FIGHT_UNITS) return other.seat;
  const enemy = nearestEnemy(player, living, mode);
  return enemy && enemy.units < 1.3 * FIGHT_UNITS ? enemy.player.seat : undefined;
}

function nearestEnemy(
  player: ArenaPlayer,
  living: readonly ArenaPlayer[],
  mode: string,
): { readonly player: ArenaPlayer; readonly units: number } | undefined {
  let nearest: { player: ArenaPlayer; units: number } | undefined;
  for (const other of living) {
    if (other === player || (mode === "teams" && other.team === player.team)) continue;
    const units = distance(player, other);
    if (!nearest || units < nearest.units) nearest = { player: other, units };
  }
  return nearest;
}

function recentlyHit({ hitTick, hitBy }: ArenaPlayer, tick: number): boolean {
  return hitBy !== NOBODY && hitTick > 0 && tick - hitTick < HIT_TICKS;
}

function distance(a: ArenaPlayer, b: ArenaPlayer): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
