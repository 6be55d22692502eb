/**
 * Values that the wire carries exactly. A step computes in locals and writes a synced field once, through one of these,
 * so that what a client decodes is bit for bit what the server holds. Out of range clamps; NaN becomes 0.
 */

const MAX_FLOAT32 = 3.4028234663852886e38;

/** Nearest float32; -0 becomes 0, which Schema could not tell from it. */
export function float32(value: number): number {
  if (value > MAX_FLOAT32) return MAX_FLOAT32;
  if (value < -MAX_FLOAT32) return -MAX_FLOAT32;
  return value - value === 0 ? Math.fround(value) + 0 : 0;
}

export function uint8(value: number): number {
  return integer(value, 0, 0xff);
}

export function uint16(value: number): number {
  return integer(value, 0, 0xffff);
}

export function uint32(value: number): number {
  return integer(value, 0, 0xffffffff);
}

export function int8(value: number): number {
  return integer(value, -0x80, 0x7f);
}

export function int16(value: number): number {
  return integer(value, -0x8000, 0x7fff);
}

export function int32(value: number): number {
  return integer(value, -0x80000000, 0x7fffffff);
}

/** Rounds half up and clamps to [min, max]; NaN becomes 0 (or `min` where 0 is out of range). */
export function integer(value: number, min: number, max: number): number {
  const rounded = Math.floor(value + 0.5);
  if (rounded >= min) return rounded <= max ? rounded + 0 : max;
  return rounded < min ? min : integer(0, min, max);
}

const EXACT: Readonly<Record<string, (value: number) => number>> = { uint8, uint16, uint32, int8, int16, int32, float32 };

/** Whether a value is one that its wire type carries exactly. */
export function carries(type: string, value: unknown): boolean {
  if (type === "boolean" || type === "string") return typeof value === type;
  return typeof value === "number" && (type === "float64" || Object.is(EXACT[type]?.(value), value));
}
