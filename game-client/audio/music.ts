import type { Layer } from "./effects.ts";
import { BEATS_PER_BAR, BEATS_PER_MINUTE, barOf, type Note, type Tension } from "./music-bars.ts";
import { playLayer } from "./sound-maker.ts";

/** Notes are handed to the audio clock this far ahead: a busy page may be late by as much without a gap. */
const AHEAD_S = 0.6;
const LOOK_MS = 150;

const WAVES: Readonly<Record<Note["voice"], Layer["wave"]>> = { pad: "triangle", bass: "sawtooth", pluck: "sine", hat: "noise" };
const ATTACK_MS: Readonly<Record<Note["voice"], number>> = { pad: 700, bass: 8, pluck: 6, hat: 2 };

/** The bed under a match, written as it goes; a change of tension is heard from the next bar on. */
export class Music {
  tension: Tension = 0;
  readonly #context: AudioContext;
  readonly #noise: AudioBuffer;
  readonly #out: AudioNode;
  readonly #timer: ReturnType<typeof setInterval>;
  #bar = 0;
  #nextBarAt = 0;

  constructor(context: AudioContext, noise: AudioBuffer, out: AudioNode) {
    this.#context = context;
    this.#noise = noise;
    // Soft: the effects are in front.
    this.#out = new BiquadFilterNode(context, { type: "lowpass", frequency: 2400, Q: 0.3 });
    this.#out.connect(out);
    this.#timer = setInterval(() => this.#write(), LOOK_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#out.disconnect();
  }

  #write(): void {
    if (this.#context.state !== "running") return;
    const now = this.#context.currentTime;
    // After a pause of the clock the bars that were missed are not played all at once.
    if (this.#nextBarAt < now) this.#nextBarAt = now + 0.1;
    if (this.#nextBarAt > now + AHEAD_S) return;
    const beat = 60 / BEATS_PER_MINUTE[this.tension];
    for (const { voice, atBeat, beats, hz, gain } of barOf(this.#bar, this.tension)) {
      const layer: Layer = { wave: WAVES[voice], fromHz: hz, toHz: hz, ms: beats * beat * 1000, gain, attackMs: ATTACK_MS[voice] };
      playLayer(this.#context, this.#noise, this.#out, layer, this.#nextBarAt + atBeat * beat);
    }
    this.#bar++;
    this.#nextBarAt += BEATS_PER_BAR * beat;
  }
}
