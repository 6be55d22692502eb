import type { OpenWatch } from "../../games/game-view.ts";
import type { WatchedMatch } from "../../net/playback.ts";
import { ClipMarks } from "./clip-marks.ts";
import { clipPanel } from "./clip-panel.ts";
import { keysHelp } from "./keys-help.ts";
import { ALL_MOMENTS, type MomentFilter } from "./moments.ts";
import { MomentsPanel } from "./moments-panel.ts";
import { type MoreActions, morePanel } from "./more-panel.ts";
import type { SeatNames } from "./seat-names.ts";
import { sharePanel } from "./share-panel.ts";
import type { Span, Timeline } from "./timeline.ts";
import { readWatchAddress, watchLink } from "./watch-address.ts";
import { WatchPanels } from "./watch-panel.ts";
import { timeAt } from "./watch-time.ts";

export type ToolName = "moments" | "clip" | "share" | "more" | "keys";

export interface ToolsOptions {
  readonly match: WatchedMatch;
  readonly view: OpenWatch;
  readonly names: SeatNames;
  readonly timeline: Timeline;
  /** Undefined for a file: it has no address that could be shared. */
  readonly id: string | undefined;
  readonly more: Pick<MoreActions, "download" | "details" | "another"> & {
    /** Starts a private match at a tick, in a seat where one is named; says what went wrong, where something did. */
    readonly playFrom: ((tick: number, seat: number | undefined) => Promise<string | undefined>) | undefined;
  };
  readonly seek: (tick: number) => Promise<void>;
  readonly playClip: (span: Span) => void;
  readonly opened: () => void;
}

/** What can be opened beside the picture: moments, clip, link, and the rest. */
export class WatchTools {
  readonly panels: WatchPanels;
  filter: MomentFilter = ALL_MOMENTS;
  readonly #options: ToolsOptions;
  readonly #moments: MomentsPanel;
  readonly #marks: ClipMarks;

  constructor(options: ToolsOptions) {
    const { match, names, timeline, seek } = options;
    this.#options = options;
    this.panels = new WatchPanels(options.opened);
    this.#marks = new ClipMarks(match.tickHz);
    this.#moments = new MomentsPanel({
      ...{ playback: match, names, seek },
      filter: () => this.filter,
      choose: (filter) => {
        this.filter = filter;
        timeline.filter = filter;
        this.#moments.update();
      },
    });
  }

  open(name: ToolName, opener?: HTMLElement): void {
    const { match } = this.#options;
    if (name === "moments") this.panels.toggle(this.#moments, opener);
    else if (name === "clip") this.panels.toggle(this.#clipPanel(), opener);
    else if (name === "share") this.panels.toggle(sharePanel(match, this.#link({ tick: match.tick })), opener);
    else if (name === "more") this.panels.toggle(this.#morePanel(), opener);
    else this.panels.toggle(keysHelp, opener);
  }

  /** The begin or the end of a clip is here. */
  mark(which: "begin" | "end"): void {
    const { match, timeline } = this.#options;
    this.#marks[which](match.tick);
    timeline.mark(this.#marks.from, this.#marks.to);
    if (this.panels.open === "clip") {
      this.panels.draw();
      document.getElementById(`clip-${which}`)?.focus();
    } else this.open("clip");
  }

  /** There may be more moments. */
  changed(): void {
    if (this.panels.open === "moments") this.#moments.update();
  }

  /** Now and then: time has gone on. */
  follow(): void {
    this.#moments.follow();
  }

  #clipPanel() {
    const { match, id, playClip } = this.#options;
    const link = id === undefined ? undefined : (clip: Span) => this.#link({ clip });
    return clipPanel({ playback: match, marks: this.#marks, link, mark: (which) => this.mark(which), tryOut: playClip });
  }

  #morePanel() {
    const { match, view, names, more } = this.#options;
    const { playFrom } = more;
    const seat = () => (view.camera.kind === "follow" ? view.camera.seat : undefined);
    const followed = () => {
      const taken = seat();
      return taken === undefined ? undefined : names.of(taken);
    };
    return morePanel({
      ...more,
      download: match.running ? undefined : more.download,
      playFrom: playFrom && !match.running ? () => playFrom(Math.max(1, Math.floor(match.tick)), seat()) : undefined,
      followed,
      time: () => timeAt(match.tick, match.range.first, match.tickHz),
      scores: () => view.toggleScores(),
      keys: () => this.open("keys"),
    });
  }

  #link(at: { readonly tick?: number; readonly clip?: Span }): string {
    return watchLink(location.origin, this.#options.id ?? "", {
      ...at,
      camera: this.#options.view.camera,
      code: readWatchAddress(location.search).code,
    });
  }
}
