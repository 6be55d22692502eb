import type { BotLevel } from "../../rooms/lib/game.ts";

/** What one worker process plays. */
export interface CrowdPlan {
  readonly url: string;
  readonly game: string;
  readonly players: number;
  /** People in one private match without bots; 0 for quick play. */
  readonly perRoom: number;
  /** A room that is there: all enter that one. */
  readonly roomId?: string;
  readonly level: BotLevel;
  readonly seed: number;
  /** Joins a second. */
  readonly joinsPerSecond: number;
}

/** What a worker saw; sizes of corrections in the unit of the game's fields. */
export interface CrowdReport {
  readonly joined: number;
  readonly joinMs: readonly number[];
  readonly rooms: readonly { readonly roomId: string; readonly tickHz: number }[];
  readonly roundTripMs: readonly number[];
  readonly corrections: readonly number[];
  readonly acks: number;
  /** For each player, bytes a second with the WebSocket header. */
  readonly bytesPerSecond: readonly number[];
  readonly closed: readonly string[];
  readonly reconnections: number;
  readonly errors: readonly string[];
  readonly cpuShare: number;
  /** How much after its time an input was sent. */
  readonly lateP99Ms: number;
  readonly rematches: number;
}

export type ToWorker = { readonly do: "join"; readonly plan: CrowdPlan } | { readonly do: "measure" | "report" };
export type FromWorker = { readonly is: "joined" } | { readonly is: "report"; readonly report: CrowdReport };
