import type { World } from "../../../rooms/lib/game.ts";
import type { Playback, TimedMoment } from "../../net/playback.ts";
import { element } from "../../ui/element.ts";
import { momentWords } from "./moments.ts";
import type { SeatNames } from "./seat-names.ts";
import { timeAt } from "./watch-time.ts";

/** Draws a world small and says how it stands: the game's own (games/game-view.ts). */
export type DrawPreview = (world: World, canvas: HTMLCanvasElement) => string;

const WIDTH = 208;
const HEIGHT = 130;

/** What was at a tick, beside what is played: a small picture, the score, the time, and what happened. */
export class ScrubPreview {
  readonly root = element("div", { class: "scrub-preview", hidden: true, "aria-hidden": "true" });
  readonly #playback: Playback;
  readonly #names: SeatNames;
  readonly #draw: DrawPreview | undefined;
  readonly #canvas = element("canvas", { width: String(WIDTH * 2), height: String(HEIGHT * 2) });
  readonly #time = element("b", {});
  readonly #score = element("span", { class: "score" });
  readonly #moment = element("p", {});
  /** Asked for while another is on its way: the newest alone is drawn. */
  #wanted: number | undefined;
  #busy = false;

  constructor(playback: Playback, names: SeatNames, draw: DrawPreview | undefined) {
    this.#playback = playback;
    this.#names = names;
    this.#draw = draw;
    this.root.append(...(draw ? [this.#canvas] : []), element("div", { class: "line" }, this.#time, this.#score), this.#moment);
  }

  /** `part` is where on the bar, 0 to 1. */
  show(tick: number, part: number, moment: TimedMoment | undefined): void {
    const { range, tickHz } = this.#playback;
    this.root.hidden = false;
    this.root.style.setProperty("--part", part.toFixed(4));
    this.#time.textContent = timeAt(tick, range.first, tickHz);
    this.#moment.hidden = !moment;
    this.#moment.replaceChildren(...(moment ? momentWords(moment, this.#names) : []));
    this.#wanted = tick;
    if (!this.#busy && this.#draw) void this.#look();
  }

  hide(): void {
    this.root.hidden = true;
    this.#wanted = undefined;
  }

  async #look(): Promise<void> {
    this.#busy = true;
    while (this.#wanted !== undefined) {
      const tick = this.#wanted;
      this.#wanted = undefined;
      const world = await this.#playback.preview(tick);
      if (!world || this.root.hidden) continue;
      this.#names.learn(world);
      const score = this.#draw?.(world, this.#canvas) ?? "";
      this.#canvas.dataset.drawn = "true";
      if (this.#score.textContent !== score) this.#score.textContent = score;
    }
    this.#busy = false;
  }
}
