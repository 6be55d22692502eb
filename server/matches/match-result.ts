import type { MatchId, PlayerId } from "../ids.ts";

/** What a seat reached. */
interface Placed {
  readonly name: string;
  readonly seat: number;
  /** Who shares it is of one side; without teams every seat has its own. */
  readonly team: number;
  /** 1 is best; equal places share a number. Among all seats, bots included; 0 where the match has no result. */
  readonly place: number;
  readonly score: number;
}

/** A person who took part: the leaver of a seat too, whose bot played it on. One row a person. */
export interface Participant extends Placed {
  /** One that `isGone` where the account was deleted before the result was stored or claimed again. */
  readonly player: PlayerId;
  /** Gave the seat up, or was away at the end. */
  readonly left: boolean;
  /** Sat down before half of the match was played: who came later neither gains nor loses rating. */
  readonly rated: boolean;
  /** What the match gives to the game's boards, by board; empty for who is not rated or has left. */
  readonly values: Readonly<Record<string, number>>;
}

/** A bot of its own that sat there at the end, unless it played on for a participant. */
export type SeatedBot = Placed;

/** How a match ended: everything that history, ratings and boards are made of, made by the room at the end. */
export interface MatchResult {
  readonly id: MatchId;
  readonly game: string;
  readonly mode: string;
  readonly map: string;
  /** In quick play; private matches are kept in the history of those who played and count for nothing else. */
  readonly ranked: boolean;
  /** When play began, after the wait for players. */
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** The game's reason, or why there is no result: "abandoned" by everyone, "fault" of the server, "stopped" with the server. */
  readonly reason: string;
  /** False where there is no result: nobody gains or loses by it. */
  readonly counts: boolean;
  readonly participants: readonly Participant[];
  readonly bots: readonly SeatedBot[];
}
