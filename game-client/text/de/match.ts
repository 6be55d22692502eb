import type { match as english } from "../en/match.ts";

export const match: Record<keyof typeof english, string> = {
  "match.leave": "Verlassen",
  "match.rematch": "Revanche",
};
