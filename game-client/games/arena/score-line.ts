import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import { t } from "../../text/text.ts";
import { entries } from "./arena-match.ts";

type Told = Pick<ArenaWorld, "mode" | "phase" | "players" | "scoreA" | "scoreB" | "tick" | "endTick" | "suddenDeath">;

/** The two scores above the match: the teams', or ours and the best of the others'. */
export function scoresOf(state: Told, own: ArenaPlayer | undefined): { a: number; b: number } {
  if (state.mode === "teams") return { a: state.scoreA, b: state.scoreB };
  const others = entries(state.players).flatMap(([, player]) => (player === own ? [] : [player.score]));
  return { a: own?.score ?? 0, b: Math.max(0, ...others) };
}

/** Minutes and seconds that are left. */
export function clockText(state: Told, tickHz: number): string {
  if (state.phase === "waiting") return "–:––";
  if (state.suddenDeath) return t("match.suddenDeath");
  const seconds = Math.max(0, Math.ceil((state.endTick - state.tick) / tickHz));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The one sentence in the middle, if there is something to say. */
export function centreLine(state: Told, own: ArenaPlayer | undefined): string {
  if (state.phase === "waiting") return t("match.waiting");
  return own || state.phase === "finished" ? "" : t("match.seating");
}
