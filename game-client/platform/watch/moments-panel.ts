import "./moments.css";
import type { Playback, TimedMoment } from "../../net/playback.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { picture } from "../../ui/picture.ts";
import { MOMENT_SHAPES } from "./icons.ts";
import { kindOf, MOMENT_KINDS, type MomentFilter, momentWords, shownMoments } from "./moments.ts";
import type { SeatNames } from "./seat-names.ts";
import { leadIn } from "./timeline.ts";
import type { PanelContent } from "./watch-panel.ts";
import { timeAt } from "./watch-time.ts";

export interface MomentsPanelOptions {
  readonly playback: Playback;
  readonly names: SeatNames;
  readonly filter: () => MomentFilter;
  readonly choose: (filter: MomentFilter) => void;
  readonly seek: (tick: number) => Promise<void>;
}

/** The moments as a list to read and to press, of everybody or of one player. */
export class MomentsPanel implements PanelContent {
  readonly id = "moments";
  readonly #options: MomentsPanelOptions;
  readonly #list = element("ol", { class: "moment-list" });
  readonly #none = element("p", { class: "quiet" });
  #shown: readonly TimedMoment[] = [];
  #current: Element | undefined;

  constructor(options: MomentsPanelOptions) {
    this.#options = options;
  }

  readonly title = (): string => t("watch.moments");

  readonly draw = (): readonly Node[] => {
    this.#shown = [];
    this.#list.replaceChildren();
    this.update();
    return [this.#seats(), this.#kinds(), this.#none, this.#list];
  };

  /** There are more moments, or others are wanted. */
  update(): void {
    const { playback, filter, names } = this.#options;
    const shown = shownMoments(playback.moments, filter());
    const grown = this.#shown.length > 0 && this.#shown[0] === shown[0] && this.#shown.length <= shown.length;
    const rows = shown.slice(grown ? this.#shown.length : 0).map((moment) => this.#row(moment));
    if (grown) this.#list.append(...rows);
    else this.#list.replaceChildren(...rows);
    this.#shown = shown;
    const { seat } = filter();
    this.#none.hidden = shown.length > 0;
    this.#none.textContent = seat === undefined ? t("watch.momentsNone") : t("watch.momentsNoneOf", { name: names.of(seat) ?? t("watch.somebody") });
  }

  /** Once in a while: marks what happened last. */
  follow(): void {
    if (!this.#list.isConnected) return;
    const { tick } = this.#options.playback;
    const index = this.#shown.findLastIndex((moment) => moment.tick <= tick);
    const row = this.#list.children[index];
    if (row === this.#current) return;
    this.#current?.removeAttribute("aria-current");
    this.#current = row;
    row?.setAttribute("aria-current", "true");
  }

  #row(moment: TimedMoment): HTMLElement {
    const { playback, names, seek } = this.#options;
    const kind = kindOf(moment);
    const sign = element("span", { class: `sign ${kind}`, "aria-hidden": "true" });
    sign.append(picture("-7 -7 14 14", `<path d="${MOMENT_SHAPES[kind]}"/>`));
    const button = element(
      "button",
      { type: "button", click: () => void seek(leadIn(moment.tick, playback)) },
      element("b", {}, timeAt(moment.tick, playback.range.first, playback.tickHz)),
      sign,
      element("span", {}, ...momentWords(moment, names)),
    );
    return element("li", {}, button);
  }

  #seats(): HTMLElement {
    const { names, filter, choose } = this.#options;
    const select = element(
      "select",
      { id: "watch-moments-of", "data-first": true },
      element("option", { value: "" }, t("watch.everybody")),
      ...names.all.map(({ seat, name }) => element("option", { value: String(seat) }, name)),
    );
    select.value = String(filter().seat ?? "");
    select.addEventListener("change", () => choose({ ...filter(), seat: select.value === "" ? undefined : Number(select.value) }));
    return element("label", { class: "pick" }, t("watch.momentsOf"), select);
  }

  #kinds(): HTMLElement {
    const { filter, choose } = this.#options;
    const toggles = MOMENT_KINDS.map((kind) => {
      const toggle = element("button", { class: `kind ${kind}`, type: "button", "aria-pressed": String(filter().kinds.has(kind)) });
      toggle.append(picture("-7 -7 14 14", `<path d="${MOMENT_SHAPES[kind]}"/>`), t(`watch.kind.${kind}`));
      toggle.addEventListener("click", () => {
        const kinds = new Set(filter().kinds);
        if (!kinds.delete(kind)) kinds.add(kind);
        toggle.setAttribute("aria-pressed", String(kinds.has(kind)));
        choose({ ...filter(), kinds });
      });
      return toggle;
    });
    return element("div", { class: "kinds" }, ...toggles);
  }
}
