import { UNITS } from "../../../rooms/arena/rules.ts";
import { AudioEngine, type AudioStatus } from "../../audio/audio-engine.ts";
import { Captions } from "../../audio/captions.ts";
import type { EffectName } from "../../audio/effects.ts";
import { arrowTo, placingOf } from "../../audio/placing.ts";
import { settings } from "../../settings/settings.ts";
import { t } from "../../text/text.ts";
import { type ArenaMatch, drawnAt, ownEntry } from "./arena-match.ts";
import { type Heard, SoundWatch, tensionOf } from "./sound-watch.ts";

/** Sounds that a caption stands for; a hand does not need to read what it just did. */
const CAPTIONED = {
  bolt: "caption.bolt",
  beam: "caption.beam",
  taken: "caption.taken",
  given: "caption.given",
  kill: "caption.kill",
  death: "caption.death",
  spawn: "caption.spawn",
  dash: "caption.dash",
  overcharge: "caption.overcharge",
  countdown: "caption.countdown",
  start: "caption.start",
  sudden: "caption.sudden",
  win: "caption.win",
  lose: "caption.lose",
} as const satisfies Partial<Record<EffectName, string>>;
const OWN_HANDS: readonly EffectName[] = ["bolt", "beam", "dash"];
/** What a screen reader is told, too. */
const NEWS: readonly EffectName[] = ["kill", "death", "spawn", "overcharge", "countdown", "start", "sudden", "win", "lose"];
/** Others' deaths are part of the crowd. */
const OTHERS_DEATH_GAIN = 0.45;
/** A browser that lets us play does so by then. */
const BLOCKED_NOTE_MS = 1500;
const COUNTDOWN_CAPTION_MS = 15_000;

/** What is heard of a match, and read of it where captions are on. */
export class Sounds {
  readonly #match: ArenaMatch;
  readonly #engine: AudioEngine;
  readonly #captions: Captions;
  #watch = new SoundWatch();
  readonly #note: (text: string) => void;
  readonly #ears: (() => { x: number; y: number }) | undefined;
  readonly #stop = new AbortController();
  readonly #stopSettings: readonly (() => void)[];
  readonly #noteTimer: ReturnType<typeof setTimeout>;
  #listener = { x: 0, y: 0 };
  #countedMs = Number.NEGATIVE_INFINITY;

  /** `note` shows one quiet line; `ears` are where nobody of us is: in a match that is watched, in the middle of the picture. */
  constructor(match: ArenaMatch, overlay: HTMLElement, note: (text: string) => void, ears?: () => { x: number; y: number }) {
    this.#match = match;
    this.#note = note;
    this.#ears = ears;
    this.#captions = new Captions(overlay);
    this.#engine = new AudioEngine((status) => this.#tell(overlay, status));
    this.#tell(overlay, this.#engine.status);
    const volumes = () => {
      this.#engine.volumes = { sound: settings.get("soundVolume"), music: settings.get("musicVolume") };
    };
    volumes();
    this.#stopSettings = [
      settings.on("soundVolume", volumes),
      settings.on("musicVolume", volumes),
      settings.on("captions", (on) => !on && this.#captions.clear()),
    ];
    this.#noteTimer = setTimeout(() => this.#sayIfSilent(), BLOCKED_NOTE_MS);
    const click = ({ target }: Event) => {
      if (target instanceof Element && target.closest("button, a, select, input[type=checkbox], input[type=radio]")) this.#engine.play("click");
    };
    document.addEventListener("click", click, { signal: this.#stop.signal });
  }

  /** Once a frame, after the match was advanced. */
  update(nowMs: number): void {
    const match = this.#match;
    const own = ownEntry(match);
    if (this.#ears) this.#listener = this.#ears();
    else if (own) this.#listener = drawnAt(match, own);
    for (const heard of this.#watch.next(match.state, own, match.predicted)) this.#hear(heard, nowMs);
    this.#engine.tension = tensionOf(match.state);
    this.#captions.update(nowMs);
  }

  /** What comes next does not follow from what was heard. */
  forget(): void {
    this.#watch = new SoundWatch();
  }

  /** Sound off, or on again. */
  mute(): void {
    this.#engine.muted = !this.#engine.muted;
    this.#note(t(this.#engine.muted ? "sound.off" : "sound.on"));
  }

  close(): void {
    this.#stop.abort();
    clearTimeout(this.#noteTimer);
    for (const stop of this.#stopSettings) stop();
    this.#captions.close();
    this.#engine.close();
  }

  #hear(heard: Heard, nowMs: number): void {
    const { effect, at, own } = heard;
    const dx = at ? at.x / UNITS - this.#listener.x : 0;
    const dy = at ? at.y / UNITS - this.#listener.y : 0;
    const placing = placingOf(dx, dy);
    if (!placing) return;
    // What is done to us is as loud as it is near to us, which is here.
    const gain = own ? 1 : placing.gain * (effect === "death" ? OTHERS_DEATH_GAIN : 1);
    this.#engine.play(effect, { pan: placing.pan, gain });
    if (settings.get("captions")) this.#caption(heard, arrowTo(dx, dy), nowMs);
  }

  #caption({ effect, own }: Heard, arrow: string, nowMs: number): void {
    const key = (CAPTIONED as Partial<Record<EffectName, (typeof CAPTIONED)[keyof typeof CAPTIONED]>>)[effect];
    if (!key || (own && OWN_HANDS.includes(effect)) || (effect === "death" && !own)) return;
    if (effect === "countdown") {
      // Ten beeps are one caption.
      if (nowMs - this.#countedMs < COUNTDOWN_CAPTION_MS) return;
      this.#countedMs = nowMs;
    }
    this.#captions.add(t(key), arrow, NEWS.includes(effect), nowMs);
  }

  #sayIfSilent(): void {
    if (this.#engine.status === "none") this.#note(t("sound.none"));
    else if (this.#engine.status === "blocked" && !document.hidden) this.#note(t("sound.blocked"));
  }

  /** For tests, and for whoever looks into the page. */
  #tell(overlay: HTMLElement, status: AudioStatus): void {
    overlay.dataset.sound = status;
  }
}
