import { NOBODY } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld, FeedEntry } from "../../../rooms/arena/world.ts";

/** What can be seen, heard and felt of a match and is in no field: it is told by two states in a row. */
export type MatchEvent =
  | { readonly kind: "hurt"; readonly seat: number; readonly by: number; readonly lost: number }
  | { readonly kind: "fell"; readonly seat: number; readonly by: number }
  | { readonly kind: "appeared"; readonly seat: number }
  | { readonly kind: "picked"; readonly sort: string; readonly x: number; readonly y: number }
  | { readonly kind: "told"; readonly entry: Readonly<FeedEntry> }
  | { readonly kind: "began" | "sudden-death" | "ended" };

interface Known {
  hitTick: number;
  whole: number;
  alive: boolean;
}

type Told = Pick<ArenaWorld, "matchId" | "phase" | "suddenDeath" | "players" | "pickups" | "feed">;

/** Compares each state with the one before. What happened before we came, or in the match before, is no event. */
export class MatchEvents {
  #matchId = "";
  #phase = "";
  #suddenDeath = false;
  #lastId = 0;
  readonly #players = new Map<string, Known>();
  readonly #backs = new Map<string, number>();

  /** Once a frame. */
  next(state: Told): readonly MatchEvent[] {
    const events: MatchEvent[] = [];
    const fresh = state.matchId !== this.#matchId;
    const first = this.#matchId === "";
    this.#matchId = state.matchId;
    const began = state.phase !== this.#phase;
    this.#clock(state, fresh, first, events);
    state.players.forEach((player, key) => {
      this.#player(player, key, fresh, events);
    });
    state.pickups.forEach(({ kind, x, y, back }, key) => {
      const known = this.#backs.get(key);
      this.#backs.set(key, back);
      if (!fresh && !began && known !== undefined && back > known) events.push({ kind: "picked", sort: kind, x, y });
    });
    this.#feed(state, fresh, events);
    return events;
  }

  #clock({ phase, suddenDeath }: Told, fresh: boolean, first: boolean, events: MatchEvent[]): void {
    if (phase === "playing" && !first && (fresh || this.#phase === "waiting")) events.push({ kind: "began" });
    if (phase === "finished" && this.#phase === "playing" && !fresh) events.push({ kind: "ended" });
    if (suddenDeath && !this.#suddenDeath && !first) events.push({ kind: "sudden-death" });
    this.#phase = phase;
    this.#suddenDeath = suddenDeath;
  }

  #player(player: ArenaPlayer, key: string, fresh: boolean, events: MatchEvent[]): void {
    const { seat, hitBy: by, hitTick } = player;
    const alive = player.respawn === 0;
    const whole = player.health + player.shield;
    const known = this.#players.get(key);
    this.#players.set(key, known ?? { hitTick, whole, alive });
    if (!known) return;
    if (!fresh && hitTick > known.hitTick && by !== NOBODY) events.push({ kind: "hurt", seat, by, lost: Math.max(0, known.whole - whole) });
    if (!fresh && known.alive && !alive) events.push({ kind: "fell", seat, by });
    if (alive && (!known.alive || fresh)) events.push({ kind: "appeared", seat });
    known.hitTick = hitTick;
    known.whole = whole;
    known.alive = alive;
  }

  #feed({ feed }: Told, fresh: boolean, events: MatchEvent[]): void {
    const news: FeedEntry[] = [];
    let newest = 0;
    feed.forEach((entry) => {
      newest = Math.max(newest, entry.id);
      if (!fresh && entry.id > this.#lastId) news.push(entry);
    });
    this.#lastId = newest;
    for (const entry of news.sort((a, b) => a.id - b.id)) events.push({ kind: "told", entry });
  }
}
