/** One sound among those that make an effect. Times in milliseconds, frequencies in hertz; both glide evenly to the ear. */
export interface Layer {
  /** An oscillator's wave, or noise through a band that moves instead. */
  readonly wave: "sine" | "triangle" | "square" | "sawtooth" | "noise";
  readonly fromHz: number;
  readonly toHz: number;
  readonly ms: number;
  /** 1 is as loud as anything may be. */
  readonly gain: number;
  readonly afterMs?: number;
  readonly attackMs?: number;
  /** Width of noise: a low one hisses, a high one rings. */
  readonly q?: number;
}

const tone = (wave: Layer["wave"], fromHz: number, toHz: number, ms: number, gain: number, afterMs = 0): Layer => ({
  wave,
  fromHz,
  toHz,
  ms,
  gain,
  afterMs,
});
const noise = (fromHz: number, toHz: number, ms: number, gain: number, q = 0.8): Layer => ({ wave: "noise", fromHz, toHz, ms, gain, q });
const melody = (wave: Layer["wave"], notesHz: readonly number[], eachMs: number, ms: number, gain: number) =>
  notesHz.map((hz, index) => tone(wave, hz, hz, ms, gain, index * eachMs));

/** Every effect. Shots are short and high, what hurts is low and rough, what helps rises, what ends falls. */
export const EFFECTS = {
  bolt: [tone("square", 920, 240, 80, 0.16), noise(4200, 1800, 40, 0.14)],
  beam: [tone("sawtooth", 1500, 170, 280, 0.16), noise(3200, 900, 200, 0.2, 1.6), tone("sine", 110, 55, 220, 0.3)],
  given: [tone("triangle", 1250, 1650, 60, 0.3)],
  taken: [noise(800, 180, 150, 0.6), tone("square", 170, 65, 170, 0.22)],
  kill: [tone("triangle", 700, 700, 90, 0.3), tone("triangle", 1050, 1050, 180, 0.32, 80), noise(1400, 200, 260, 0.3)],
  death: [tone("sawtooth", 340, 48, 720, 0.26), noise(600, 90, 620, 0.5)],
  health: [tone("sine", 520, 700, 120, 0.26), tone("sine", 780, 1050, 200, 0.26, 90)],
  shield: [tone("triangle", 290, 440, 200, 0.3), tone("triangle", 590, 590, 220, 0.2, 110)],
  overcharge: [tone("sawtooth", 170, 820, 380, 0.16), ...melody("square", [880, 1175, 1760], 80, 140, 0.09)],
  dash: [noise(700, 3000, 170, 0.32, 1.2)],
  spawn: [tone("sine", 260, 620, 280, 0.26), tone("sine", 930, 930, 240, 0.14, 180)],
  countdown: [tone("sine", 880, 880, 90, 0.26)],
  start: melody("triangle", [523, 784, 1047], 110, 240, 0.28),
  sudden: [tone("sawtooth", 98, 196, 900, 0.2), ...melody("square", [392, 370, 392, 370], 170, 160, 0.09)],
  win: melody("triangle", [523, 659, 784, 1047, 1319], 130, 420, 0.26),
  lose: melody("sine", [392, 330, 262, 196], 190, 480, 0.3),
  click: [tone("triangle", 1700, 1150, 28, 0.12)],
} as const satisfies Readonly<Record<string, readonly Layer[]>>;

export type EffectName = keyof typeof EFFECTS;

/** From the first sound to the last. */
export function lengthMs(name: EffectName): number {
  const layers: readonly Layer[] = EFFECTS[name];
  return Math.max(...layers.map(({ ms, afterMs = 0 }) => ms + afterMs));
}
