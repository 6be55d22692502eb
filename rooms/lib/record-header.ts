import type { BotLevel, MatchOptions } from "./game.ts";

/** What a record says of its match before its first tick. */
export interface RecordHeader {
  readonly game: string;
  readonly build: string;
  readonly matchId: string;
  readonly seed: number;
  /** What `create` was given beside the seed. */
  readonly options: MatchOptions;
  /** Milliseconds since 1970, UTC. */
  readonly startedAt: number;
  /** What whoever goes on with the match needs beside its world; absent in records of before. */
  readonly room?: RecordRoom;
  /** Where the match went on from another: its record begins with a keyframe of that tick. */
  readonly from?: { readonly match: string; readonly tick: number };
}

/** The room of a match: its id, and the bots that fill it. */
export interface RecordRoom {
  readonly id: string;
  /** Seats that are filled with bots, those of people among them. */
  readonly fill: number;
  readonly level: BotLevel;
}
