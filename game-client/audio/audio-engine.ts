import { EFFECTS, type EffectName, type Layer, lengthMs } from "./effects.ts";
import { Music } from "./music.ts";
import type { Tension } from "./music-bars.ts";
import type { Placing } from "./placing.ts";
import { makeNoise, playLayer } from "./sound-maker.ts";
import { Voices } from "./voices.ts";

/** "blocked" until the browser lets us play: it wants a click or a key first. */
export type AudioStatus = "playing" | "blocked" | "none";

const GESTURES = ["pointerdown", "pointerup", "keydown", "touchend", "click"] as const;
const HERE: Placing = { pan: 0, gain: 1 };
/** A volume that jumps clicks. */
const VOLUME_S = 0.03;

/** What is heard: effects and music, each with its volume; silent, and never in the way, where the browser plays nothing. */
export class AudioEngine {
  readonly #context: AudioContext | undefined;
  readonly #noise: AudioBuffer | undefined;
  readonly #effects: GainNode | undefined;
  readonly #bed: GainNode | undefined;
  readonly #music: Music | undefined;
  readonly #voices = new Voices();
  readonly #stop = new AbortController();
  readonly #changed: (status: AudioStatus) => void;
  #muted = false;
  #volumes = { sound: 0, music: 0 };

  /** `changed` hears the status whenever it is another. */
  constructor(changed: (status: AudioStatus) => void) {
    this.#changed = changed;
    const context = openContext();
    if (!context) return;
    const { signal } = this.#stop;
    this.#context = context;
    this.#noise = makeNoise(context);
    const limiter = new DynamicsCompressorNode(context, { threshold: -14, ratio: 8, attack: 0.003, release: 0.2 });
    limiter.connect(context.destination);
    this.#effects = new GainNode(context, { gain: 0 });
    this.#bed = new GainNode(context, { gain: 0 });
    for (const bus of [this.#effects, this.#bed]) bus.connect(limiter);
    this.#music = new Music(context, this.#noise, this.#bed);
    context.addEventListener("statechange", () => changed(this.status), { signal });
    for (const type of GESTURES) window.addEventListener(type, () => this.#wake(), { signal, capture: true, passive: true });
    document.addEventListener("visibilitychange", () => (document.hidden ? context.suspend().catch(() => undefined) : this.#wake()), { signal });
    this.#wake();
  }

  get status(): AudioStatus {
    if (!this.#context) return "none";
    return this.#context.state === "running" ? "playing" : "blocked";
  }

  set volumes(volumes: { readonly sound: number; readonly music: number }) {
    this.#volumes = volumes;
    this.#mix();
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    this.#mix();
  }

  set tension(tension: Tension) {
    if (this.#music) this.#music.tension = tension;
  }

  /** Lets an effect be heard at once, where there is room for another. */
  play(name: EffectName, placing: Placing = HERE): void {
    const context = this.#context;
    if (!context || !this.#noise || !this.#effects || this.status !== "playing" || this.#muted || this.#volumes.sound === 0) return;
    const nowMs = context.currentTime * 1000;
    if (!this.#voices.admit(name, placing.gain, nowMs)) return;
    const out = new StereoPannerNode(context, { pan: placing.pan });
    const level = new GainNode(context, { gain: placing.gain });
    level.connect(out).connect(this.#effects);
    const noise = this.#noise;
    const layers: readonly Layer[] = EFFECTS[name];
    const stops = layers.map((layer) => playLayer(context, noise, level, layer, context.currentTime));
    const endsMs = nowMs + lengthMs(name);
    this.#voices.begin({
      name,
      gain: placing.gain,
      endsMs,
      stop() {
        for (const stop of stops) stop();
      },
    });
    setTimeout(() => out.disconnect(), lengthMs(name) + 200);
  }

  close(): void {
    this.#stop.abort();
    this.#music?.close();
    this.#context?.close().catch(() => undefined);
  }

  /** Without a gesture the browser leaves this undone, and says nothing: the next gesture tries again. */
  #wake(): void {
    if (!this.#context || this.#context.state === "running" || document.hidden) return;
    this.#context.resume().then(
      () => this.#changed(this.status),
      () => undefined,
    );
  }

  #mix(): void {
    const at = this.#context?.currentTime ?? 0;
    const open = this.#muted ? 0 : 1;
    this.#effects?.gain.setTargetAtTime(this.#volumes.sound * open, at, VOLUME_S);
    this.#bed?.gain.setTargetAtTime(this.#volumes.music * open, at, VOLUME_S);
  }
}

/** Undefined where there is no sound device, or no Web Audio. */
function openContext(): AudioContext | undefined {
  try {
    return new AudioContext({ latencyHint: "interactive" });
  } catch {
    return undefined;
  }
}
