import "./timeline.css";
import type { Playback, TimedMoment } from "../../net/playback.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { MOMENT_SHAPES } from "./icons.ts";
import { ALL_MOMENTS, kindOf, type MomentFilter, type MomentKind, momentNear, shownMoments } from "./moments.ts";
import type { ScrubPreview } from "./scrub-preview.ts";
import { timeAt } from "./watch-time.ts";

/** A part of the match, in ticks. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where each kind has its line above the bar, in pixels from the top. */
const LANE: Readonly<Record<keyof typeof MOMENT_SHAPES, number>> = { lead: 8, turn: 8, kill: 22, feat: 34, pickup: 34, other: 34 };
const MARKS_HEIGHT = 42;
/** Drawn last, and so before the others. */
const ABOVE: readonly MomentKind[] = ["turn", "lead"];
/** So near a mark is pointed at. */
const REACH_PX = 9;
const SVG = "http://www.w3.org/2000/svg";

/** The bar of time with the moments above it, as shapes; pointing shows what was there. */
export class Timeline {
  readonly root: HTMLElement;
  readonly bar: HTMLInputElement;
  readonly #playback: Playback;
  readonly #preview: ScrubPreview;
  readonly #marks = document.createElementNS(SVG, "svg");
  readonly #fill = element("div", { class: "fill" });
  readonly #clip = element("div", { class: "clip", hidden: true });
  readonly #ghost = element("div", { class: "ghost", hidden: true });
  readonly #seek: (tick: number) => Promise<void>;
  #filter: MomentFilter = ALL_MOMENTS;
  #limits: Span | undefined;
  #shown: readonly TimedMoment[] = [];
  #drawnMarks = "";
  #said = "";
  #dragging = false;

  constructor(playback: Playback, preview: ScrubPreview, seek: (tick: number) => Promise<void>) {
    this.#playback = playback;
    this.#seek = seek;
    this.#preview = preview;
    this.bar = element("input", { type: "range", id: "watch-bar", step: "1", min: "0", max: "1", value: "0" });
    this.#marks.setAttribute("class", "marks");
    this.#marks.setAttribute("aria-hidden", "true");
    const track = element("div", { class: "track", "aria-hidden": "true" }, this.#fill, this.#clip, this.#ghost);
    this.root = element("div", { class: "timeline" }, track, this.bar, preview.root);
    this.root.prepend(this.#marks);
    this.bar.addEventListener("input", () => {
      this.#dragging = true;
      void seek(Number(this.bar.value));
    });
    this.bar.addEventListener("change", () => {
      this.#dragging = false;
    });
    this.root.addEventListener("pointermove", (event) => this.#point(event));
    this.root.addEventListener("pointerleave", () => this.#leave());
    this.#marks.addEventListener("click", (event) => this.#pick(event));
    new ResizeObserver(() => this.#drawMarks()).observe(this.root);
  }

  /** The ticks that the bar spans: those of a clip, or of all that can be seen. */
  get span(): Span {
    const { first, last } = this.#playback.range;
    return this.#limits ?? { from: first, to: Math.max(first + 1, last) };
  }

  /** Shows a part alone; undefined for all. */
  set limits(limits: Span | undefined) {
    this.#limits = limits;
    this.changed();
  }

  set filter(filter: MomentFilter) {
    this.#filter = filter;
    this.changed();
  }

  /** Marks a part that is about to be a clip. */
  mark(from: number | undefined, to: number | undefined): void {
    this.#clip.hidden = from === undefined && to === undefined;
    const [left, right] = [this.#part(from ?? to ?? 0), this.#part(to ?? from ?? 0)];
    this.#clip.style.insetInlineStart = `${left * 100}%`;
    this.#clip.style.width = `${Math.max(0.3, (right - left) * 100)}%`;
  }

  /** Something other than the tick is another. */
  changed(): void {
    this.bar.setAttribute("aria-label", t("watch.position"));
    this.#shown = shownMoments(this.#playback.moments, this.#filter);
    this.#drawMarks();
    this.#said = "";
    this.frame();
  }

  /** Once a frame. */
  frame(): void {
    const { from, to } = this.span;
    const { tick, range, tickHz, running, status } = this.#playback;
    if (this.bar.min !== String(from)) this.bar.min = String(from);
    if (this.bar.max !== String(to)) {
      this.bar.max = String(to);
      this.#drawMarks();
    }
    const at = Math.round(Math.min(to, Math.max(from, tick)));
    if (!this.#dragging && this.bar.valueAsNumber !== at) this.bar.value = String(at);
    this.#fill.style.transform = `scaleX(${this.#part(this.#dragging ? this.bar.valueAsNumber : tick).toFixed(4)})`;
    const time = timeAt(at, range.first, tickHz);
    const said =
      running && status.kind === "live"
        ? t("watch.positionLive", { time })
        : t("watch.positionOf", { time, length: timeAt(to, range.first, tickHz) });
    if (said === this.#said) return;
    this.#said = said;
    this.bar.setAttribute("aria-valuetext", said);
  }

  #part(tick: number): number {
    const { from, to } = this.span;
    return Math.min(1, Math.max(0, (tick - from) / Math.max(1, to - from)));
  }

  #tickAt(event: PointerEvent | MouseEvent): number {
    const { left, width } = this.#marks.getBoundingClientRect();
    const { from, to } = this.span;
    return Math.round(from + Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width))) * (to - from));
  }

  #reachTicks(): number {
    const { from, to } = this.span;
    return ((to - from) / Math.max(1, this.#marks.clientWidth)) * REACH_PX;
  }

  #point(event: PointerEvent): void {
    // A finger that is down seeks; one that is not is nowhere.
    if (event.pointerType === "touch" && event.buttons === 0) {
      this.#leave();
      return;
    }
    const onMarks = event.target instanceof Node && this.#marks.contains(event.target);
    const pointed = this.#tickAt(event);
    const near = momentNear(this.#shown, pointed, this.#reachTicks());
    const tick = onMarks && near ? near.tick : pointed;
    this.#ghost.hidden = false;
    this.#ghost.style.insetInlineStart = `${this.#part(tick) * 100}%`;
    this.#preview.show(tick, this.#part(tick), near);
  }

  #leave(): void {
    this.#ghost.hidden = true;
    this.#preview.hide();
  }

  /** A mark leads to a little before what it marks, so that it is seen to happen. */
  #pick(event: MouseEvent): void {
    const pointed = this.#tickAt(event);
    const near = momentNear(this.#shown, pointed, this.#reachTicks());
    void this.#seek(near ? leadIn(near.tick, this.#playback) : pointed);
  }

  #drawMarks(): void {
    const { clientWidth, clientHeight } = this.#marks;
    // On a low screen the marks are smaller, and still as far apart as the time between them.
    const width = (clientWidth * MARKS_HEIGHT) / Math.max(1, clientHeight);
    const { from, to } = this.span;
    const key = `${width} ${from} ${to} ${this.#shown.length} ${this.#shown.at(-1)?.tick} ${[...this.#filter.kinds].join()} ${this.#filter.seat}`;
    if (width === 0 || key === this.#drawnMarks) return;
    this.#drawnMarks = key;
    this.#marks.setAttribute("viewBox", `0 0 ${width.toFixed(1)} ${MARKS_HEIGHT}`);
    const paths = this.#shown
      .filter(({ tick }) => tick >= from && tick <= to)
      .sort((a, b) => ABOVE.indexOf(kindOf(a)) - ABOVE.indexOf(kindOf(b)))
      .map((moment) => {
        const kind = kindOf(moment);
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("class", kind);
        path.setAttribute("d", MOMENT_SHAPES[kind]);
        path.setAttribute("transform", `translate(${(this.#part(moment.tick) * width).toFixed(1)} ${LANE[kind]})`);
        return path;
      });
    this.#marks.replaceChildren(...paths);
  }
}

/** Where to begin to see what happens at `tick`. */
export function leadIn(tick: number, { range, tickHz }: Pick<Playback, "range" | "tickHz">): number {
  return Math.max(range.first, tick - 2 * tickHz);
}
