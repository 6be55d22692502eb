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
  /** When each tick was played, on the clock that all processes share. */
  | { readonly do: "report"; readonly at: readonly [number, number][] };

/** What it answers once that is done. */
export interface CrowdDone {
  readonly done: CrowdOrder["do"];
  readonly joined: number;
  readonly frames: number;
  readonly bytes: number;
  readonly resyncs: number;
  readonly lags: readonly number[];
  readonly states: readonly (readonly [number, string])[];
}
