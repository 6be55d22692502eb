import { modeTitle } from "../../games/titles.ts";
import { type TextKey, t } from "../../text/text.ts";
import { month } from "../times.ts";
import type { ListedBoard } from "./leaderboard-api.ts";

const TITLES: Readonly<Record<string, TextKey>> = {
  "arena-wins": "board.arenaWins",
  "arena-month-kills": "board.arenaMonthKills",
  "arena-kills": "board.arenaKills",
};

/** A board's title in the language that is shown; its own where there are no words for it. */
export function boardTitle({ id, title }: ListedBoard): string {
  const key = TITLES[id];
  if (key) return t(key as "board.arenaWins");
  const mode = /-(\w+)-rating$/.exec(id)?.[1];
  return mode === undefined ? title : t("board.rating", { mode: modeTitle(mode) });
}

/** A season's name: a week, a month, or all of time. */
export function seasonTitle(season: string): string {
  const [year = "", part = ""] = season.split("-");
  if (season === "all") return t("board.allTime");
  if (part.startsWith("W")) return t("board.week", { week: String(Number(part.slice(1))), year });
  return month(new Date(`${year}-${part}-15T12:00:00Z`));
}
