import type { Room } from "@colyseus/sdk";
import { TRY_AGAIN } from "./close-reason.ts";
import type { Traffic } from "./traffic.ts";

/** A room with inputs sends a frame each patch, idle or not: this long without one is a dead line. */
const SILENT_MS = 1500;
/** A dial takes four round trips with TLS; one that neither opens nor fails by then is given up for the next. */
const DIAL_MS = 800;
const DIAL_ROUND_TRIPS = 5;
const CHECK_MS = 250;

/**
 * Makes the SDK's own reconnection start at once and outlast a cut of 40 s, and tells it of a line that is dead but not
 * closed, which a browser notices only after minutes. Returns what stops the watch.
 */
export function keepAlive(room: Pick<Room, "connection" | "reconnection" | "clock">, traffic: Traffic, coveredMs: () => number): () => void {
  Object.assign(room.reconnection, { minUptime: 0, minDelay: 20, maxDelay: 2000, delay: 40, maxRetries: 60, backoff: jitteredBackoff });
  const { events, transport } = room.connection as unknown as Wire;
  const receive = events.onmessage;
  events.onmessage = (event) => {
    // A line that was given up may come back to life beside its successor.
    if (event.target && event.target !== transport.ws) return;
    traffic.frame(performance.now(), (event.data as ArrayBuffer).byteLength, coveredMs());
    receive?.(event);
  };
  let socket = transport.ws;
  let state = socket?.readyState;
  let changedAtMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (transport.ws !== socket || transport.ws?.readyState !== state) {
      socket = transport.ws;
      state = socket?.readyState;
      changedAtMs = nowMs;
    }
    const quietMs = nowMs - Math.max(traffic.lastFrameAtMs, changedAtMs);
    const dialMs = DIAL_MS + DIAL_ROUND_TRIPS * room.clock.smoothedRtt();
    if ((state === CONNECTING && quietMs > dialMs) || (state === OPEN && quietMs > SILENT_MS)) room.connection.close(TRY_AGAIN);
  }, CHECK_MS);
  return () => clearInterval(timer);
}

const CONNECTING = 0;
const OPEN = 1;

/** The part of the SDK's connection that has no public name: one events object, which every new socket calls. */
interface Wire {
  readonly events: { onmessage?: (event: MessageEvent) => void };
  readonly transport: { readonly ws?: WebSocket };
}

/** Doubles from the delay, between half and the whole of it, so that clients cut together do not return together. */
function jitteredBackoff(attempt: number, delayMs: number): number {
  return Math.min(2000, delayMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}
