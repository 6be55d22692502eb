/** The server rewinds at most 250 ms; this leaves 100 ms of it to the round trip. */
const MAX_DELAY_MS = 150;
/** Of the delay a second, so that a change never shows as a jump of the others. */
const SLEW_MS_PER_S = 20;

/**
 * How far in the past the others are drawn: one and a half patches on a steady line, more where they arrive unevenly. The
 * state that is drawn must have arrived: one patch interval and twice the mean lateness. Half of the measured round trip is
 * added by the SDK, and that holds the wait in the server's queue of inputs too, which is margin here.
 */
export function wantedDelayMs(patchMs: number, jitterMs: number): number {
  return Math.min(Math.max(1.5 * patchMs, patchMs + 2 * jitterMs), Math.max(MAX_DELAY_MS, 1.5 * patchMs));
}

/** The delay after `elapsedMs` on its way from `current` to `wanted`. */
export function slewDelayMs(current: number, wanted: number, elapsedMs: number): number {
  const most = (SLEW_MS_PER_S * elapsedMs) / 1000;
  return current + Math.min(Math.max(wanted - current, -most), most);
}
