import "./watch.css";
import type { OpenWatch, WatchCamera, WatchStage } from "../../games/game-view.ts";
import type { WatchedMatch } from "../../net/playback.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { ClipPlay } from "./clip-play.ts";
import { ControlBar, moves } from "./control-bar.ts";
import { IdleControls } from "./idle-controls.ts";
import { keyPlace } from "./key-place.ts";
import { type DrawPreview, ScrubPreview } from "./scrub-preview.ts";
import { SeatNames } from "./seat-names.ts";
import { Steering } from "./steering.ts";
import { type Span, Timeline } from "./timeline.ts";
import { type WatchAction, watchAction } from "./watch-keys.ts";
import { type ToolsOptions, WatchTools } from "./watch-tools.ts";
import { type TopFacts, WatchTop } from "./watch-top.ts";
import { WatchVeil } from "./watch-veil.ts";

/** Numbers beside the picture are read, not seen move. */
const LOOK_MS = 250;
const TOAST_MS = 1400;
/** A seek that takes longer than this is said. */
const SLOW_SEEK_MS = 600;

export interface WatchFrameOptions extends Pick<ToolsOptions, "id" | "more"> {
  readonly match: WatchedMatch;
  /** Takes the frame in. */
  readonly place: Element;
  /** Shows the match in the two boxes. */
  readonly open: (stage: WatchStage) => OpenWatch;
  readonly preview: DrawPreview | undefined;
  readonly facts: () => Omit<TopFacts, "remark" | "cut">;
  /** Plays just this. */
  readonly clip: Span | undefined;
  /** The match could not go on: what is said, and what can be done. */
  readonly failed: (code: string, detail: string) => readonly Node[];
  /** What can be done after the end of a match that was watched as it ran. */
  readonly afterLive: (again: () => void) => readonly Node[];
}

/** A match that is watched: the picture, and everything that steers it. */
export class WatchFrame {
  readonly root: HTMLElement;
  readonly #options: WatchFrameOptions;
  readonly #match: WatchedMatch;
  readonly #view: OpenWatch;
  readonly #names = new SeatNames();
  readonly #top = new WatchTop();
  readonly #veil = new WatchVeil();
  readonly #timeline: Timeline;
  readonly #bar: ControlBar;
  readonly #tools: WatchTools;
  readonly #steering: Steering;
  readonly #bottom: HTMLElement;
  readonly #toast = element("p", { class: "toast", role: "status" });
  readonly #idle: IdleControls;
  readonly #stops: (() => void)[];
  readonly #clip: ClipPlay;
  #wanted: WatchCamera | undefined;
  /** Whether what is seen is seen as it happens: then its end is an end. */
  #sawItRun: boolean;
  #changed = true;
  #lookedAtMs = 0;
  #seekingSinceMs: number | undefined;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: WatchFrameOptions) {
    const { match, id, more, clip, preview } = options;
    this.#options = options;
    this.#match = match;
    this.#sawItRun = match.running;
    const stage = { canvas: element("div", { class: "canvas", "aria-hidden": "true" }), overlay: element("div", { class: "overlay" }) };
    this.root = element("main", { class: "watch" }, stage.canvas, stage.overlay);
    // A picture is as large as its place on the page.
    options.place.replaceChildren(this.root);
    const seek = (tick: number) => this.#seek(tick);
    const names = this.#names;
    this.#timeline = new Timeline(match, new ScrubPreview(match, names, preview), seek);
    this.#view = options.open(stage);
    const view = this.#view;
    const shared = { match, view, names, seek };
    const clipped = {
      ...{ match, timeline: this.#timeline, veil: this.#veil, id, seek },
      changed: () => this.told(),
      ended: () => this.#idle.wake(),
    };
    this.#clip = new ClipPlay(clipped, clip);
    this.#tools = new WatchTools({
      ...{ ...shared, timeline: this.#timeline, id, more },
      playClip: (span) => this.#clip.play(span),
      opened: () => this.#opened(),
    });
    this.#bar = new ControlBar({
      ...{ playback: match, names, shares: id !== undefined },
      actions: {
        act: (action) => this.#act(action),
        setSpeed: (speed) => match.setSpeed(speed),
        look: (camera) => this.look(camera),
        open: (panel, opener) => this.#tools.open(panel, opener),
      },
    });
    this.#bottom = element("div", { class: "watch-bottom", role: "group" }, this.#timeline.root, this.#bar.root);
    this.root.append(this.#top.root, this.#veil.root, this.#toast, this.#tools.panels.root, this.#bottom);
    this.#steering = new Steering({
      ...{ ...shared, root: this.root, span: () => this.#timeline.span, filter: () => this.#tools.filter },
      say: (text) => this.#say(text),
    });
    this.#idle = new IdleControls({
      root: this.root,
      controls: [this.#top.root, this.#bottom, this.#tools.panels.root],
      stay: () => !moves(match.status.kind) || this.#tools.panels.open !== undefined || this.#veil.speaks,
    });
    this.#stops = [
      match.on(() => {
        this.#changed = true;
      }),
      view.onCamera((camera) => this.#looksThrough(camera)),
      onText(() => this.#label()),
      listen(window, "keydown", (event) => this.#key(event as KeyboardEvent)),
      listen(document, "fullscreenchange", () => this.#bar.label()),
      () => this.#idle.close(),
    ];
    this.#looksThrough(view.camera);
    this.#label();
    requestAnimationFrame((nowMs) => this.#frame(nowMs));
  }

  /** From the first picture on. */
  look(camera: WatchCamera): void {
    this.#wanted = camera;
  }

  /** Facts about the match are others. */
  told(): void {
    this.#changed = true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#view.close();
    this.#match.close();
  }

  #label(): void {
    this.#bottom.setAttribute("aria-label", t("watch.controls"));
    this.#bar.label();
    this.#tools.panels.draw();
    this.#changed = true;
  }

  #frame(nowMs: number): void {
    if (this.#closed) return;
    requestAnimationFrame((next) => this.#frame(next));
    this.#timeline.frame();
    if (this.#seekingSinceMs === undefined) this.#clip.frame();
    this.#aim();
    if (nowMs - this.#lookedAtMs < LOOK_MS) return;
    this.#lookedAtMs = nowMs;
    this.#bar.frame();
    this.#tools.follow();
    if (this.#match.ready && this.#names.learn(this.#match.state)) this.#bar.seats();
    this.#tellWait(nowMs);
    if (!this.#changed) return;
    this.#changed = false;
    this.#timeline.changed();
    this.#bar.changed();
    this.#tools.changed();
    this.#tell();
  }

  #aim(): void {
    if (!this.#wanted || !this.#match.ready) return;
    this.#view.look(this.#wanted);
    this.#wanted = undefined;
  }

  /** Facts above the picture, and what is said over it. */
  #tell(): void {
    const { status, running, cut } = this.#match;
    const facts = this.#options.facts();
    // Who watches live is not told that the match is over by now.
    this.#top.show({ ...facts, verified: running ? undefined : facts.verified, remark: this.#clip.remark, cut });
    if (status.kind === "failed") {
      const { code, detail } = status;
      this.#veil.say(`failed ${code}`, () => this.#options.failed(code, detail), "trouble", true);
      return;
    }
    if (running) this.#sawItRun = true;
    if (status.kind === "ended" && this.#sawItRun && !this.#clip.on) {
      this.#veil.say("over", () => this.#options.afterLive(() => this.#restart()), "end", false);
      this.#idle.wake();
    } else if (status.kind !== "loading" && this.#seekingSinceMs === undefined && !this.#clip.over) this.#veil.clear();
  }

  #tellWait(nowMs: number): void {
    if (this.#veil.speaks) return;
    const { status, ready } = this.#match;
    if (this.#seekingSinceMs !== undefined && nowMs - this.#seekingSinceMs > SLOW_SEEK_MS) this.#veil.busy(t("watch.seeking"));
    else if (status.kind === "loading") this.#veil.busy(t(ready ? "watch.waiting" : "watch.loading"));
  }

  #restart(): void {
    void this.#seek(this.#timeline.span.from).then(() => this.#match.play());
  }

  async #seek(tick: number): Promise<void> {
    const { from, to } = this.#timeline.span;
    const startedAtMs = performance.now();
    this.#seekingSinceMs = startedAtMs;
    this.#sawItRun = this.#match.running;
    if (this.#match.status.kind !== "failed") this.#veil.clear();
    await this.#match.seek(Math.min(to, Math.max(from, tick)));
    // Another seek may have taken its place.
    if (this.#seekingSinceMs === startedAtMs) this.#seekingSinceMs = undefined;
    this.#changed = true;
  }

  #act(action: WatchAction): void {
    const match = this.#match;
    if (this.#steering.act(action)) return;
    if (action.kind === "toggle") {
      if (this.#clip.over) this.#clip.play();
      else if (match.status.kind === "ended") this.#restart();
      else if (moves(match.status.kind)) match.pause();
      else match.play();
    } else if (action.kind === "clipIn") this.#tools.mark("begin");
    else if (action.kind === "clipOut") this.#tools.mark("end");
    else this.#tools.open(action.kind === "moments" ? "moments" : "keys");
  }

  #looksThrough(camera: WatchCamera): void {
    this.#bar.camera = camera;
    this.root.dataset.camera = camera.kind;
  }

  #opened(): void {
    const { open } = this.#tools.panels;
    this.#bar.open = open;
    this.root.dataset.panel = open ?? "";
    this.#idle.wake();
  }

  #say(text: string): void {
    clearTimeout(this.#toastTimer);
    this.#toast.textContent = text;
    this.#toastTimer = setTimeout(() => this.#toast.replaceChildren(), TOAST_MS);
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const action = watchAction(event, keyPlace(event.target), this.#view.camera.kind === "free");
    if (!action) return;
    event.preventDefault();
    this.#idle.wake();
    this.#act(action);
  }
}

function listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
