import type { Playback } from "../../net/playback.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { ClipMarks } from "./clip-marks.ts";
import { copyLink } from "./copy-link.ts";
import type { Span } from "./timeline.ts";
import type { PanelContent } from "./watch-panel.ts";
import { exactTimeAt, timeAt } from "./watch-time.ts";

export interface ClipPanelOptions {
  readonly playback: Playback;
  readonly marks: ClipMarks;
  /** Of a clip; undefined where there is no server that it could lead to. */
  readonly link: ((span: Span) => string) | undefined;
  readonly mark: (which: "begin" | "end") => void;
  readonly tryOut: (span: Span) => void;
}

/** Marks the begin and the end of a clip, and gives its link. */
export function clipPanel({ playback, marks, link, mark, tryOut }: ClipPanelOptions): PanelContent {
  const row = (which: "begin" | "end", tick: number | undefined) => {
    const label = t(which === "begin" ? "watch.clipIn" : "watch.clipOut");
    const time = tick === undefined ? "" : exactTimeAt(tick, playback.range.first, playback.tickHz);
    const told = time === "" ? t("watch.clipUnset") : t(which === "begin" ? "watch.clipFrom" : "watch.clipTo", { time });
    const button = element("button", { class: "button", type: "button", id: `clip-${which}`, click: () => mark(which) }, label);
    return element("div", { class: "mark-row" }, button, element("span", {}, told));
  };
  return {
    id: "clip",
    title: () => t("watch.clipTitle"),
    draw: () => {
      const { span } = marks;
      const ready = span
        ? [
            element("p", {}, t("watch.clipLength", { time: timeAt(span.to, span.from, playback.tickHz) })),
            element("button", { class: "button", type: "button", id: "clip-try", click: () => tryOut(span) }, t("watch.clipTry")),
            ...(link ? [copyLink("clip", () => link(span))] : []),
          ]
        : [];
      return [element("p", { class: "quiet" }, t("watch.clipText")), row("begin", marks.from), row("end", marks.to), ...ready];
    },
  };
}
