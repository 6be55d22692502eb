import { outcome } from "../../../rooms/arena/scoring.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";

/** What the end means for us; while the match runs, what it is played to. */
export function resultTitle(state: ArenaWorld, own: ArenaPlayer | undefined): string {
  const result = outcome(state);
  if (!result) return state.phase === "waiting" ? "Waiting" : `First to ${state.scoreLimit}`;
  const first = result.ranking.filter(({ place }) => place === 1);
  const place = result.ranking.find(({ seat }) => seat === own?.seat)?.place;
  if (place === 1) return first.length > 1 && isTie(state) ? "A draw" : "Victory";
  if (state.mode === "teams") return "Defeat";
  return place === undefined ? "The match is over" : `${ordinal(place)} place`;
}

function isTie(state: ArenaWorld): boolean {
  if (state.mode === "teams") return state.scoreA === state.scoreB;
  return true;
}

function ordinal(place: number): string {
  if (place % 100 >= 11 && place % 100 <= 13) return `${place}th`;
  return `${place}${["th", "st", "nd", "rd"][place % 10] ?? "th"}`;
}
