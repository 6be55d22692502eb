import type { AnyGame } from "../../rooms/lib/game.ts";
import type { Board } from "./leaderboard.ts";

/** Every board there is: those that games declare, and one of the ratings in each of their modes. */
export function boardsOfGames(games: readonly Pick<AnyGame, "id" | "title" | "modes" | "boards">[]): readonly Board[] {
  const boards = games.flatMap((game) => [
    ...(game.boards ?? []).map(({ id, title, rule, season, guests }) => ({ id, title, game: game.id, rule, season, guests })),
    ...game.modes.map((mode) => ratingBoard(game.id, mode)),
  ]);
  const twice = boards.find(({ id }, index) => boards.findIndex((other) => other.id === id) < index);
  if (twice) throw new Error(`The board "${twice.id}" of ${twice.game} is declared twice`);
  return boards;
}

function ratingBoard(game: string, mode: { readonly id: string; readonly title: string }): Board {
  return { id: `${game}-${mode.id}-rating`, title: `Rating: ${mode.title}`, game, rule: "latest", season: "all", guests: false };
}
