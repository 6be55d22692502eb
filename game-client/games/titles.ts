import { type TextKey, t } from "../text/text.ts";
import { MAPS } from "./choices.ts";

const MODES: Readonly<Record<string, TextKey>> = { ffa: "option.ffa", teams: "option.teams" };

/** What a game is called; of one that this page does not know, its id. */
export function gameTitle(game: string): string {
  return game
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");
}

export function modeTitle(mode: string): string {
  const key = MODES[mode];
  return key ? t(key as "option.ffa") : gameTitle(mode);
}

export function mapTitle(map: string): string {
  return MAPS.find(({ id }) => id === map)?.title ?? gameTitle(map);
}
