import type { NetNumbers } from "./match-connection.ts";

/** How our own line is, and how the server is; each with a word of its own, so that nobody blames the wrong one. */
export interface LineHealth {
  readonly mine: "good" | "uneven" | "slow" | "bad" | "silent" | "device";
  readonly server: "good" | "slow";
}

type Judged = Pick<NetNumbers, "rttMs" | "jitterMs" | "silentMs" | "ticksPerSecond"> & { readonly frameMs: number };

/** Round trips from here on are felt in a duel; from the second on hits are judged later than the server looks back. */
const SLOW_MS = 180;
const BAD_MS = 320;
const UNEVEN_MS = 25;
/** A state comes every tick: this long without one is no chance. */
const SILENT_MS = 700;
/** A page that draws more rarely sends its inputs late and reads the clock rarely: no line and no server is to blame for that. */
const SLOW_FRAME_MS = 70;
/** Of the pace that a game is made for. */
const LEAST_PACE = 0.93;

/** Judges from what a page can know. A silent line says nothing of the server. */
export function lineHealth({ rttMs, jitterMs, silentMs, ticksPerSecond, frameMs }: Judged, tickHz: number): LineHealth {
  if (frameMs > SLOW_FRAME_MS) return { mine: "device", server: "good" };
  if (silentMs > SILENT_MS) return { mine: "silent", server: "good" };
  const server = ticksPerSecond !== undefined && ticksPerSecond < tickHz * LEAST_PACE ? "slow" : "good";
  const mine = rttMs > BAD_MS ? "bad" : rttMs > SLOW_MS ? "slow" : jitterMs > UNEVEN_MS ? "uneven" : "good";
  return { mine, server };
}
