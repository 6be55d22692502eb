import type { WatchedMatch } from "../../net/playback.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { Span, Timeline } from "./timeline.ts";
import { readWatchAddress, watchLink } from "./watch-address.ts";
import { timeAt } from "./watch-time.ts";
import type { WatchVeil } from "./watch-veil.ts";

export interface ClipPlayOptions {
  readonly match: WatchedMatch;
  readonly timeline: Timeline;
  readonly veil: WatchVeil;
  /** Undefined for a file: it has no address. */
  readonly id: string | undefined;
  readonly seek: (tick: number) => Promise<void>;
  /** There is a clip, or none, or another. */
  readonly changed: () => void;
  /** It was played to its end. */
  readonly ended: () => void;
}

/** Plays a part of a match alone, and asks at its end whether again or the whole. */
export class ClipPlay {
  readonly #options: ClipPlayOptions;
  #span: Span | undefined;

  constructor(options: ClipPlayOptions, span: Span | undefined) {
    this.#options = options;
    this.#span = span;
    options.timeline.limits = span;
  }

  get on(): boolean {
    return this.#span !== undefined;
  }

  get over(): boolean {
    const { match } = this.#options;
    return this.#span !== undefined && match.ready && match.tick >= this.#span.to;
  }

  /** What is shown of the match; empty where all of it is. */
  get remark(): string {
    const { range, tickHz } = this.#options.match;
    if (!this.#span) return "";
    return t("watch.clipShown", { from: timeAt(this.#span.from, range.first, tickHz), to: timeAt(this.#span.to, range.first, tickHz) });
  }

  play(span = this.#span): void {
    if (!span) return;
    const { match, timeline, seek, changed } = this.#options;
    this.#span = span;
    timeline.limits = span;
    changed();
    void seek(span.from).then(() => match.play());
  }

  /** Once a frame. */
  frame(): void {
    const { match, veil, ended } = this.#options;
    if (!this.over || veil.speaks) return;
    match.pause();
    veil.say("clip over", () => this.#offers(), "end", true);
    ended();
  }

  #offers(): Node[] {
    const button = (id: string, text: string, kind: string, click: () => void) => element("button", { class: kind, type: "button", id, click }, text);
    const again = button("clip-again", t("watch.clipAgain"), "button call", () => this.play());
    const whole = button("clip-whole", t("watch.clipWhole"), "button", () => this.#leave());
    return [element("h2", {}, t("watch.clipOver")), element("div", { class: "buttons" }, again, whole)];
  }

  #leave(): void {
    const { match, timeline, veil, id, changed } = this.#options;
    this.#span = undefined;
    timeline.limits = undefined;
    veil.clear();
    changed();
    if (id !== undefined) history.replaceState(null, "", watchLink("", id, { code: readWatchAddress(location.search).code }));
    match.play();
  }
}
