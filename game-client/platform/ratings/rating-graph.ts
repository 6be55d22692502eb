import { modeTitle } from "../../games/titles.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { picture } from "../../ui/picture.ts";
import { matchPath } from "../../ui/route.ts";
import { count, day, dayAndTime, signed } from "../times.ts";
import type { ShownRating } from "./rating-api.ts";
import { rulesFor } from "./rating-scale.ts";

/** The drawing's own units; it is stretched over the place it gets, lines keep their width. */
const WIDTH = 1000;
const HEIGHT = 100;
/** So many points are dots too; more would be one band. */
const MAX_DOTS = 60;

/** A rating over its matches: drawn, and as a table for who reads or listens. */
export function ratingGraph({ mode, history }: ShownRating): HTMLElement {
  const values = history.map(({ value }) => value);
  const [first, last] = [history[0], history.at(-1)];
  if (!first || !last) return element("p", { class: "empty" }, t("rating.noneYet"));
  const rules = rulesFor(values);
  const [low, high] = [rules[0] ?? 0, rules.at(-1) ?? 1];
  const x = (index: number) => (history.length === 1 ? WIDTH / 2 : (index / (history.length - 1)) * WIDTH);
  const y = (value: number) => HEIGHT - ((value - low) / (high - low)) * HEIGHT;
  const at = (value: number, index: number) => `${x(index).toFixed(1)} ${y(value).toFixed(2)}`;
  const lines = rules.map((rule) => `<path class="rule" d="M0 ${y(rule)}H${WIDTH}"/>`).join("");
  const dots = values.length > MAX_DOTS ? "" : values.map((value, index) => `<path class="dot" d="M${at(value, index)}h0"/>`).join("");
  const drawing = picture(`0 0 ${WIDTH} ${HEIGHT}`, `${lines}<path class="way" d="M${values.map(at).join("L")}"/>${dots}`);
  drawing.setAttribute("preserveAspectRatio", "none");
  const heights = rules.map((rule) => element("span", { style: `bottom:${((rule - low) / (high - low)) * 100}%` }, count(rule)));
  const summary = t("rating.summary", {
    ...{ mode: modeTitle(mode), matches: history.length, first: first.value, last: last.value },
    ...{ lowest: Math.min(...values), highest: Math.max(...values) },
  });
  return element(
    "figure",
    { class: "graph" },
    element("div", { class: "plot", "aria-hidden": "true" }, element("div", { class: "heights" }, ...heights), drawing),
    element("div", { class: "ends", "aria-hidden": "true" }, element("span", {}, day(first.at)), element("span", {}, day(last.at))),
    element("figcaption", {}, summary),
    element("details", {}, element("summary", {}, t("rating.table")), element("div", { class: "table" }, table(history, summary))),
  );
}

/** Newest first, as the list of matches is. */
function table(history: ShownRating["history"], summary: string): HTMLElement {
  const rows = history.map(({ match, value, at }, index) => {
    const before = history[index - 1]?.value;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: matchPath(match) }, element("time", { datetime: at.toISOString() }, dayAndTime(at)))),
      element("td", {}, count(value)),
      element("td", {}, before === undefined ? "–" : signed(value - before)),
    );
  });
  const heads = [t("details.began"), t("details.rating"), t("rating.change")].map((head) => element("th", { scope: "col" }, head));
  return element(
    "table",
    {},
    element("caption", { class: "off" }, summary),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows.reverse()),
  );
}
