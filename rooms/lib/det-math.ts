/**
 * Trigonometry from + - * / and sqrt alone, which IEEE 754 fixes to the last bit, so that every engine computes the same.
 * The engine's own sin, cos, atan2, pow and exp may differ in the last bit between versions.
 */

export const PI = Math.PI;
export const TAU = 2 * PI;
const HALF_PI = PI / 2;
/** TAU in two parts: the first has 33 bits, so that its multiples up to 2^20 are exact. */
const TAU_HIGH = 6.2831853069365025;
const TAU_LOW = 2.430840202602477e-10;

/** Sine of `angle` in radians, error below 1e-12 for |angle| under 1e6. */
export function sin(angle: number): number {
  let x = wrapAngle(angle);
  if (x > HALF_PI) x = PI - x;
  else if (x < -HALF_PI) x = -PI - x;
  const s = x * x;
  // Taylor series to x^17: the next term is below 5e-14 at a right angle.
  let sum = 1 / 355687428096000;
  sum = -1 / 1307674368000 + s * sum;
  sum = 1 / 6227020800 + s * sum;
  sum = -1 / 39916800 + s * sum;
  sum = 1 / 362880 + s * sum;
  sum = -1 / 5040 + s * sum;
  sum = 1 / 120 + s * sum;
  sum = -1 / 6 + s * sum;
  return x * (1 + s * sum);
}

/** Cosine of `angle` in radians, error below 1e-12 for |angle| under 1e6. */
export function cos(angle: number): number {
  return sin(wrapAngle(angle) + HALF_PI);
}

/** Angle of (x, y) in radians, in (-PI, PI]; 0 for the zero vector. */
export function atan2(y: number, x: number): number {
  if (x === 0 && y === 0) return 0;
  const ax = x < 0 ? -x : x;
  const ay = y < 0 ? -y : y;
  const flat = ay <= ax ? atanUnit(ay / ax) : HALF_PI - atanUnit(ax / ay);
  const half = x < 0 ? PI - flat : flat;
  return y < 0 ? -half : half;
}

/** Length of (x, y). */
export function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** `angle` in [-PI, PI), give or take a rounding. */
export function wrapAngle(angle: number): number {
  const turns = Math.floor((angle + PI) / TAU);
  return angle - turns * TAU_HIGH - turns * TAU_LOW;
}

/** Arc tangent for 0 <= x <= 1: halve the angle twice, then the series to x^15. */
function atanUnit(x: number): number {
  const once = x / (1 + Math.sqrt(1 + x * x));
  const twice = once / (1 + Math.sqrt(1 + once * once));
  const s = twice * twice;
  let sum = 1 / 15;
  for (let n = 13; n >= 1; n -= 2) sum = 1 / n - s * sum;
  return 4 * twice * sum;
}
