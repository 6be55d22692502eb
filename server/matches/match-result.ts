import type { MatchId, PlayerId } from "../ids.ts";

/** A person who took part: the leaver of a seat too, whose bot played it on. */
export interface Participant {
  readonly player: PlayerId;
  readonly name: string;
  readonly seat: number;
  readonly team: number;
  /** 1 is best; equal places share a number. Among all seats, bots included. */
  readonly place: number;
  readonly score: number;
  /** Gave the seat up, or was away at the end. */
  readonly left: boolean;
}

/** How a match ended: everything that history, ratings and boards are made of, made by the room at the end. */
export interface MatchResult {
  readonly id: MatchId;
  readonly game: string;
  readonly mode: string;
  readonly map: string;
  /** In quick play; private matches are kept in the history and count for nothing else. */
  readonly ranked: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** The game's reason, or why there is no result: "abandoned" by everyone, "fault" of the server. */
  readonly reason: string;
  /** False where there is no result: nobody gains or loses by it. */
  readonly counts: boolean;
  readonly participants: readonly Participant[];
}
