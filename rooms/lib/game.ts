import type { Schema } from "@colyseus/schema";

/** What a match is doing; synced as `state.phase`. */
export type Phase = "waiting" | "playing" | "finished";

/** The part of a map that a step may use: the same on a MapSchema and on a Map. */
export interface Collection<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): unknown;
  has(key: string): boolean;
  delete(key: string): boolean;
  forEach(visit: (value: T, key: string) => void): void;
  readonly size: number;
}

/** What every entry of `players` has. The key is the seat; the entry outlives drops, take-overs and devices. */
export interface SeatEntry {
  seat: number;
  /** Public player id; empty for a bot of its own. */
  player: string;
  name: string;
  team: number;
  score: number;
  connected: boolean;
  /** True while a bot plays this seat, whoever owns it. */
  bot: boolean;
  /** Voted for another match after the end of this one. */
  rematch: boolean;
}

/** What every synced state has. `hidden` is plain and serialisable: all that the next tick needs and no client may have. */
export interface World<P extends SeatEntry = SeatEntry> {
  phase: string;
  tick: number;
  matchId: string;
  /** Five letters of a private match, else empty. */
  code: string;
  players: Collection<P>;
  hidden: object;
}

/** An entry of a world's `players`. */
export type EntryOf<W extends World> = W extends World<infer P> ? P : never;

/** Everything but play that reaches a world: it enters as an input of a tick, so that a record holds it. */
export type SystemInput =
  | {
      readonly kind: "join";
      readonly seat: number;
      readonly player: string;
      readonly name: string;
      readonly bot: boolean;
      readonly team?: number;
      /** The newcomer goes on from where the seat stands, score and all, as if they had sat there before. */
      readonly keep?: boolean;
    }
  | { readonly kind: "drop" | "takeover" | "back" | "remove" | "rematch"; readonly seat: number }
  | { readonly kind: "leave"; readonly seat: number; readonly name: string };

/** The effective inputs of one tick: exactly one for each occupied seat, under its seat. */
export interface Inputs<I> {
  readonly system: readonly SystemInput[];
  readonly seats: readonly (I | undefined)[];
}

/** How a match ended: one row a seat, best first; equal places share a number. */
export interface Outcome {
  readonly reason: string;
  readonly ranking: readonly { readonly seat: number; readonly place: number }[];
}

/** A leaderboard that is made of what players reach in ranked matches. */
export interface GameBoard<P extends SeatEntry = SeatEntry> {
  /** Begins with the game's id: "arena-wins". What was played under it stays: another rule or season is another id. */
  readonly id: string;
  readonly title: string;
  /** How the values of one player become one standing; `lowest` is best where less is better. */
  readonly rule: "highest" | "latest" | "sum" | "lowest";
  /** How long a season lasts; weeks begin on Monday, months on the 1st, 00:00 UTC. */
  readonly season: "week" | "month" | "all";
  /** Whether guests are listed. */
  readonly guests: boolean;
  /** What the match that ended with `outcome` gives the player of a seat; undefined for nothing. Pure. */
  value(entry: P, outcome: Outcome): number | undefined;
}

/** Options of a match, checked by the game's `options`; `matchId` and `code` are added by the room. */
export type MatchOptions<O = object> = O & { readonly matchId: string; readonly code: string };

/** A game's own options: `read` returns them complete, or says in one sentence what is wrong. */
export interface OptionsReader<O> {
  read(raw: Readonly<Record<string, unknown>>): { readonly ok: true; readonly options: O } | { readonly ok: false; readonly message: string };
}

/** Plays one seat: reads what its seat may see, keeps its own memory, writes nothing into the world. */
export interface Bot<W, I> {
  /** The seat's input for the tick after `world.tick`. */
  input(world: W): I;
}

/** Something that who looks at a match later wants to find: a mark on the timeline, a place for a camera. */
export interface Moment {
  /** A word of the game's own: "kill", "lead". */
  readonly kind: string;
  /** Whom it is about, first who did it. */
  readonly seats: readonly number[];
}

/** Looks at one match from its beginning; reads what a spectator may see, keeps its own memory. */
export interface MomentWatch<W> {
  /** What happened in the tick that led to `world`. */
  next(world: W): readonly Moment[];
}

/** How strong a bot plays. */
export const BOT_LEVELS = ["easy", "medium", "hard"] as const;
export type BotLevel = (typeof BOT_LEVELS)[number];

/** Steps one entry by one input. Taken from a method, whose parameters TypeScript compares loosely, so that any game is an AnyGame. */
export type PlayerStep<I> = { step(player: SeatEntry, input: I): void }["step"];

/** One game, whole: rooms, clients, bots, replays, verification and load tests are made from this object alone. */
export interface Game<W extends World = World, I extends object = object, O extends object = object> {
  readonly id: string;
  readonly title: string;
  readonly tickHz: number;
  /** Patches a second; divides `tickHz`. */
  readonly patchHz: number;
  /** A match plays with at least `min` occupied seats; quick play fills it with bots up to `fill`. */
  readonly seats: { readonly min: number; readonly max: number; readonly fill: number };
  readonly modes: readonly { readonly id: string; readonly title: string; readonly teams: number }[];
  readonly options: OptionsReader<O>;
  readonly State: new () => W & Schema;
  readonly Input: new () => I & Schema;

  /** A new world on Schema instances, phase `waiting`, nobody seated. */
  create(seed: number, options: MatchOptions<O>): W & Schema;
  /** Advances `world` by one tick, to `tick`. Pure: reads its arguments, writes `world`; never throws. */
  step(world: W, inputs: Inputs<I>, tick: number): void;
  /** The result once `phase` is `finished`, else undefined. */
  outcome(world: W): Outcome | undefined;
  /** The input of a seat that sends none, after `last` (undefined before its first). */
  neutral(last: I | undefined): I;
  /** Brings a decoded input into the legal range, in place; NaN and infinity included. */
  sanitize(input: I): void;
  /** A bot for `seat`; its randomness comes from (seed, seat, tick). */
  bot(seed: number, seat: number, level: BotLevel): Bot<W, I>;

  /** Objects beside the public state that `viewer` (a seat, or "spectator") may see. Absent: all state is public. */
  view?(world: W, viewer: number | "spectator"): readonly object[];
  /** What a client predicts of its own entry: the fields `step` reads or writes, and that step. */
  readonly predict?: {
    readonly fields: readonly string[];
    stepFor(world: W): PlayerStep<I>;
  };
  /** Fields that a client smooths, by collection; `snap` is the jump (in the field's unit) that is a teleport. */
  readonly smooth?: Readonly<Record<string, { readonly fields: readonly string[]; readonly snap: number }>>;
  /** Input field that the room stamps with how far back its sender saw the others, in 1/16 tick; clients cannot set it. */
  readonly lookback?: string;
  /** Leaderboards that its matches feed; ratings have theirs anyway. */
  readonly boards?: readonly GameBoard<EntryOf<W>>[];
  /** Finds the moments of one match: made at its beginning. */
  moments?(): MomentWatch<W>;
  /** Whether a private match may begin at any tick of one that is over. */
  readonly playFrom?: boolean;
  /** How long after the fact a spectator may see it. */
  readonly spectatorDelayMs: number;
}

/** Any game, where its types do not matter: the catalogue, rooms, replays. */
export type AnyGame = Game<World, object, object>;
