export interface WatchOrder {
  readonly do: "watch";
  readonly url: string;
  readonly token: string;
  readonly matchId: string;
  /** Of the broadcast, in hex digits. */
  readonly schema: string;
  readonly count: number;
  /** Makes its addresses others than those of another order. */
  readonly network: number;
}

/** What a process of watchers is told to do. */
export type CrowdOrder =
  | WatchOrder
  | { readonly do: "bare"; readonly address: string; readonly count: number }
  | { readonly do: "measure" | "leave" }
  /** What it has counted since `measure`. */
  | { readonly do: "stop" };

/** What it answers once that is done. */
export interface CrowdDone {
  readonly done: CrowdOrder["do"];
  readonly joined: number;
  /** Joins that got no answer in time, or a refusal, and were tried again. */
  readonly retries: number;
  readonly frames: number;
  readonly bytes: number;
  readonly resyncs: number;
  /** Patches by a sum of their bytes, and when each came, in ms since 1970; of one socket in ten. */
  readonly came: readonly (readonly [number, number])[];
  /** A digest of the state after a tick, as those who decode had it. */
  readonly states: readonly (readonly [number, string])[];
  /** How late the process itself was to read. */
  readonly lateness: Lateness;
}

/** What a process had to do while it measured: where it is too much, it has measured itself. */
export interface Lateness {
  /** Share of its time in which it was at work. */
  readonly busy: number;
  readonly p99Ms: number;
}
