import { outcome } from "../../../rooms/arena/scoring.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import { t } from "../../text/text.ts";

/** What the end means for us; while the match runs, what it is played to. */
export function resultTitle(state: ArenaWorld, own: ArenaPlayer | undefined): string {
  const result = outcome(state);
  if (!result) return state.phase === "waiting" ? t("match.waiting.short") : t("match.firstTo", { limit: state.scoreLimit });
  const first = result.ranking.filter(({ place }) => place === 1);
  const place = result.ranking.find(({ seat }) => seat === own?.seat)?.place;
  if (place === 1) return first.length > 1 && isTie(state) ? t("match.draw") : t("match.victory");
  if (state.mode === "teams") return t("match.defeat");
  return place === undefined ? t("match.over") : t("match.place", { place });
}

function isTie(state: ArenaWorld): boolean {
  if (state.mode === "teams") return state.scoreA === state.scoreB;
  return true;
}
