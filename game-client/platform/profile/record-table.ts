import { gameTitle, modeTitle } from "../../games/titles.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { count } from "../times.ts";
import type { ShownRecord } from "./profile-api.ts";

/** What a player has reached, a row for each game and mode. */
export function recordTable(records: readonly ShownRecord[]): HTMLElement {
  if (records.length === 0) return element("p", { class: "empty" }, t("profile.recordsNone"));
  const heads = [t("option.mode"), t("profile.played"), t("profile.wins"), t("profile.bestScore"), t("profile.bestRating")];
  const rows = records.map(({ game, mode, matches, wins, bestScore, bestRating }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, `${gameTitle(game)} · ${modeTitle(mode)}`),
      ...[matches, wins, bestScore, bestRating].map((value) => element("td", {}, value === undefined ? "–" : count(value))),
    ),
  );
  return element(
    "div",
    { class: "table" },
    element(
      "table",
      {},
      element("caption", { class: "off" }, t("profile.records")),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows),
    ),
  );
}
