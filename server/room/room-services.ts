import type { Identity } from "../identity/identity.ts";
import type { SessionEndings } from "../identity/session-endings.ts";
import type { Journal } from "../journal/journal.ts";
import type { MatchHistory } from "../matches/match-history.ts";
import type { Matches } from "../matches/matches.ts";
import type { HeldSeats } from "../matchmaking/held-seats.ts";
import type { Invites } from "../matchmaking/invites.ts";
import type { RoomMetrics } from "../metrics/room-metrics.ts";

/** What a room says to the operator: one line an event, never one a message. */
export interface RoomLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** What rooms need of the platform; `app.ts` provides it before the first room. */
export interface RoomServices {
  readonly identity: Identity;
  readonly endings: SessionEndings;
  readonly heldSeats: HeldSeats;
  readonly invites: Invites;
  readonly journal: Journal;
  readonly matches: Matches;
  /** Those of all nodes, private ones among them, with what everybody may see by now. */
  readonly liveMatches: Pick<Matches, "live">;
  readonly history: Pick<MatchHistory, "find">;
  readonly metrics: RoomMetrics;
  readonly log: RoomLog;
  /** Names the code that runs, for records. */
  readonly build: string;
}
