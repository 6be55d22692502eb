/** State of a generator; keep it in `world.hidden`. */
export type RandomState = [number, number, number, number];

/** Generator state for `seed`: sfc32 (Chris Doty-Humphrey, PractRand), 12 rounds of warm-up. */
export function createRandom(seed: number): RandomState {
  const state: RandomState = [seed >>> 0, 0x9e3779b9, 0x85ebca6b, 1];
  for (let i = 0; i < 12; i++) nextUint32(state);
  return state;
}

/** Next integer in [0, 2^32). */
export function nextUint32(state: RandomState): number {
  const sum = (state[0] + state[1] + state[3]) | 0;
  state[3] = (state[3] + 1) | 0;
  state[0] = state[1] ^ (state[1] >>> 9);
  state[1] = (state[2] + (state[2] << 3)) | 0;
  state[2] = ((state[2] << 21) | (state[2] >>> 11)) + sum;
  state[2] |= 0;
  return sum >>> 0;
}

/** Next number in [0, 1), a multiple of 2^-32. */
export function nextFloat(state: RandomState): number {
  return nextUint32(state) / 4294967296;
}

/** Next integer in [0, count). */
export function nextInt(state: RandomState, count: number): number {
  return Math.floor(nextFloat(state) * count);
}

/** A number in [0, 1) that depends on its arguments alone: for bots, from (seed, seat, tick) and a salt per use. */
export function noise(seed: number, seat: number, tick: number, salt = 0): number {
  let h =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(seat + 1, 0xc2b2ae35) ^ Math.imul(tick + 1, 0x27d4eb2f) ^ Math.imul(salt + 1, 0x165667b1);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}
