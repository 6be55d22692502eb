import { arena } from "./arena/game.ts";
import type { AnyGame } from "./lib/game.ts";

/** The catalogue: every game that this server plays. */
export const GAMES: readonly AnyGame[] = [arena];

export function gameById(id: string): AnyGame | undefined {
  return GAMES.find((game) => game.id === id);
}
