import type { OpenWatch, WatchCamera } from "../../games/game-view.ts";
import type { WatchedMatch } from "../../net/playback.ts";
import { isolated, t } from "../../text/text.ts";
import { SPEEDS } from "./control-bar.ts";
import { type MomentFilter, momentBeside, shownMoments } from "./moments.ts";
import type { SeatNames } from "./seat-names.ts";
import { leadIn, type Span } from "./timeline.ts";
import type { WatchAction } from "./watch-keys.ts";

export interface SteeringOptions {
  readonly match: WatchedMatch;
  readonly view: OpenWatch;
  readonly names: SeatNames;
  readonly root: HTMLElement;
  readonly span: () => Span;
  readonly filter: () => MomentFilter;
  readonly seek: (tick: number) => Promise<void>;
  /** Tells what a key changed that is not seen at once. */
  readonly say: (text: string) => void;
}

/** Does what a key or a button asks of the picture and its time. */
export class Steering {
  readonly #options: SteeringOptions;

  constructor(options: SteeringOptions) {
    this.#options = options;
  }

  /** False where the action is not about picture and time. */
  act(action: WatchAction): boolean {
    const { match, view, span, seek } = this.#options;
    const { from, to } = span();
    if (action.kind === "skip") void seek(match.tick + action.seconds * match.tickHz);
    else if (action.kind === "step") match.step(action.direction);
    else if (action.kind === "tenth") void seek(from + ((to - from) * action.tenth) / 10);
    else if (action.kind === "first") void seek(from);
    else if (action.kind === "last") void seek(to);
    else if (action.kind === "faster") this.#faster(action.direction);
    else if (action.kind === "moment") this.#moment(action.direction);
    else if (action.kind === "live") this.#live();
    else if (action.kind === "camera") this.#nextCamera();
    else if (action.kind === "scores") view.toggleScores();
    else if (action.kind === "fullscreen") void this.#toggleFullscreen();
    else return false;
    return true;
  }

  #faster(direction: 1 | -1): void {
    const { match, say } = this.#options;
    const at = SPEEDS.findIndex((speed) => speed >= match.speed);
    const speed = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + direction))] ?? 1;
    match.setSpeed(speed);
    say(t("watch.speedOf", { speed }));
  }

  /** To a little before it; what lies within that little was the one before. */
  #moment(direction: 1 | -1): void {
    const { match, filter, seek } = this.#options;
    const aheadTicks = 2 * match.tickHz;
    const beside = momentBeside(shownMoments(match.moments, filter()), match.tick + aheadTicks, direction);
    if (beside) void seek(leadIn(beside.tick, match));
  }

  #live(): void {
    if (this.#options.match.running) this.#options.match.goLive();
  }

  /** The action, a player, free. */
  #nextCamera(): void {
    const { view, names, say } = this.#options;
    const seat = names.all[0]?.seat;
    if (view.camera.kind === "director" && seat !== undefined) view.look({ kind: "follow", seat });
    else view.look({ kind: view.camera.kind === "free" ? "director" : "free" });
    say(t("watch.cameraNow", { camera: this.#cameraName(view.camera) }));
  }

  #cameraName(camera: WatchCamera): string {
    if (camera.kind !== "follow") return t(`watch.camera.${camera.kind}`);
    return t("watch.camera.follow", { name: isolated(this.#options.names.of(camera.seat) ?? t("watch.somebody")) });
  }

  async #toggleFullscreen(): Promise<void> {
    if (!document.fullscreenEnabled) return;
    // A browser may refuse; then everything stays as it is.
    await (document.fullscreenElement ? document.exitFullscreen() : this.#options.root.requestFullscreen()).catch(() => undefined);
  }
}
