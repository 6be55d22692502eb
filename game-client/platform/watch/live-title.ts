import { gameTitle, mapTitle, modeTitle } from "../../games/titles.ts";
import type { LiveMatch } from "./live-match.ts";

/** What is played: mode and map, or the game where it has neither. */
export function liveTitle({ game, mode, map }: Pick<LiveMatch, "game" | "mode" | "map">): string {
  const parts = [...(mode === "" ? [] : [modeTitle(mode)]), ...(map === "" ? [] : [mapTitle(map)])];
  return parts.length > 0 ? parts.join("\u00a0· ") : gameTitle(game);
}
