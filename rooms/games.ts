import { arena } from "./arena/game.ts";
import type { AnyGame } from "./lib/game.ts";

/** The catalogue: every game that this server plays. (The cast only forgets the game's own types: AnyGame is for those who give each game its own worlds and inputs.) */
export const GAMES: readonly AnyGame[] = [arena as unknown as AnyGame];

export function gameById(id: string): AnyGame | undefined {
  return GAMES.find((game) => game.id === id);
}
