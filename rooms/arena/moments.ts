import type { Moment, MomentWatch } from "../lib/game.ts";
import { slotOf } from "./feed.ts";
import { NOBODY } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld, FeedEntry } from "./world.ts";

/** Who leads is looked for after each kill, and else this often. */
const LOOK_EVERY_TICKS = 10;

/**
 * What is worth finding in a match: "kill" (who, whom), "first" beside the first of them, "multi", "streak", "shutdown"
 * (who, and for the last whose streak), "lead" (who leads alone from now on; of two teams, who scored), "pickup" (who took the
 * overcharge), "sudden-death" and "end" (the winners).
 */
export function createMoments(): MomentWatch<ArenaWorld> {
  return new ArenaMoments();
}

class ArenaMoments implements MomentWatch<ArenaWorld> {
  #phase = "";
  #lastEvent = 0;
  #first = true;
  #leader: number | undefined;
  #suddenDeath = false;
  #scorer: number | undefined;
  /** Of each overcharge when it is back; the same ones all match long. */
  #backs: Map<string, number> | undefined;
  #moments: Moment[] = [];

  next(world: ArenaWorld): readonly Moment[] {
    this.#moments = [];
    const began = world.phase === "playing" && this.#phase !== "playing";
    if (began) this.#begin();
    const news = this.#feed(world);
    this.#pickups(world, began);
    if (world.phase === "playing" || this.#phase === "playing") this.#lead(world, news || began || world.phase === "finished");
    if (world.suddenDeath && !this.#suddenDeath) this.#add("sudden-death", []);
    this.#suddenDeath = world.suddenDeath;
    if (world.phase === "finished" && this.#phase === "playing") this.#end(world);
    this.#phase = world.phase;
    return this.#moments;
  }

  /** What was done while waiting does not count. */
  #begin(): void {
    this.#first = true;
    this.#leader = undefined;
    this.#scorer = undefined;
  }

  /** True where there was something new. */
  #feed(world: ArenaWorld): boolean {
    const next = slotOf(world, this.#lastEvent + 1);
    if (!next || next.id <= this.#lastEvent) return false;
    const fresh: FeedEntry[] = [];
    world.feed.forEach((entry) => {
      if (entry.id > this.#lastEvent) fresh.push(entry);
    });
    fresh.sort((a, b) => a.id - b.id);
    this.#lastEvent = fresh.at(-1)?.id ?? this.#lastEvent;
    if (world.phase === "playing" || this.#phase === "playing") for (const entry of fresh) this.#tell(entry);
    return true;
  }

  #tell({ kind, actor, target }: FeedEntry): void {
    const others = target === NOBODY ? [] : [target];
    const seats = actor === NOBODY ? others : [actor, ...others];
    if (kind === "kill") {
      if (actor !== NOBODY && actor !== target) this.#scorer = actor;
      this.#add("kill", seats);
      if (this.#first && seats.length === 2 && actor !== target) {
        this.#first = false;
        this.#add("first", seats);
      }
    } else if (kind === "multi" || kind === "streak") this.#add(kind, [actor]);
    else if (kind === "shutdown") this.#add(kind, seats);
  }

  /** Who stands on a pickup that is gone has taken it; of several the nearest, as the rules have it. */
  #pickups({ pickups, players, tick }: ArenaWorld, began: boolean): void {
    this.#backs ??= overchargesOf(pickups);
    for (const [key, before] of this.#backs) {
      const pickup = pickups.get(key);
      if (!pickup || pickup.back === before) continue;
      this.#backs.set(key, pickup.back);
      if (began || pickup.back < before || pickup.back <= tick) continue;
      let taker: ArenaPlayer | undefined;
      let nearest = Number.POSITIVE_INFINITY;
      players.forEach((player) => {
        if (player.overcharge === 0 || player.respawn > 0) return;
        const [dx, dy] = [player.x - pickup.x, player.y - pickup.y];
        const square = dx * dx + dy * dy;
        if (square > nearest || (square === nearest && taker && taker.seat < player.seat)) return;
        nearest = square;
        taker = player;
      });
      if (taker) this.#add("pickup", [taker.seat]);
    }
  }

  /** A tie changes nothing: the lead is taken by who is alone in front. By a kill at once; where somebody else sits down on the seat in front, soon. */
  #lead(world: ArenaWorld, now: boolean): void {
    if (!now && world.tick % LOOK_EVERY_TICKS !== 0) return;
    const leader = leaderOf(world);
    if (leader === undefined || leader === this.#leader) return;
    const seats = world.mode !== "teams" ? [leader] : this.#scorer === undefined ? [] : [this.#scorer];
    // Who scores first leads, and everybody saw that.
    if (this.#leader !== undefined) this.#add("lead", seats);
    this.#leader = leader;
  }

  #end({ players }: ArenaWorld): void {
    const winners: number[] = [];
    players.forEach(({ seat, place }) => {
      if (place === 1) winners.push(seat);
    });
    this.#add(
      "end",
      winners.sort((a, b) => a - b),
    );
  }

  #add(kind: string, seats: readonly number[]): void {
    this.#moments.push({ kind, seats });
  }
}

function overchargesOf(pickups: ArenaWorld["pickups"]): Map<string, number> {
  const backs = new Map<string, number>();
  pickups.forEach(({ kind, back }, key) => {
    if (kind === "overcharge") backs.set(key, back);
  });
  return backs;
}

/** The seat, or the team, that is alone in front. */
function leaderOf({ mode, players, scoreA, scoreB }: ArenaWorld): number | undefined {
  if (mode === "teams") return scoreA === scoreB ? undefined : scoreA > scoreB ? 0 : 1;
  let best = 0;
  let leader: number | undefined;
  players.forEach(({ score, seat }) => {
    if (score === best) leader = undefined;
    else if (score > best) {
      best = score;
      leader = seat;
    }
  });
  return leader;
}
