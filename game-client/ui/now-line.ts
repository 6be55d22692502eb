import type { News } from "../net/server-news.ts";
import { t, tCount } from "../text/text.ts";

/** The sentence on who plays now. */
export function nowLine(news: News): string {
  if (news.kind === "asking") return t("now.asking");
  if (news.kind === "away") return t("now.away");
  const { players, matches } = news.now;
  if (players === 0) return t("now.nobody");
  return t("now.playing", { players: tCount("now.players", players), matches: tCount("now.matches", matches) });
}
