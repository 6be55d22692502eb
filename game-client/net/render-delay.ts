/** The server rewinds at most 250 ms; this leaves 100 ms of it to the round trip. */
const MAX_DELAY_MS = 150;
/** Of the delay a second, so that a change never shows as a jump of the others. */
const SLEW_MS_PER_S = 20;

/**
 * How far in the past the others are drawn: two patches on a steady line, more where they arrive unevenly. The state that
 * is drawn must have arrived, so one patch interval and the lateness of the slowest (about three mean deviations) is the floor.
 */
export function wantedDelayMs(patchMs: number, jitterMs: number): number {
  return Math.min(Math.max(2 * patchMs, 1.25 * patchMs + 3 * jitterMs), Math.max(MAX_DELAY_MS, 2 * patchMs));
}

/** The delay after `elapsedMs` on its way from `current` to `wanted`. */
export function slewDelayMs(current: number, wanted: number, elapsedMs: number): number {
  const most = (SLEW_MS_PER_S * elapsedMs) / 1000;
  return current + Math.min(Math.max(wanted - current, -most), most);
}
