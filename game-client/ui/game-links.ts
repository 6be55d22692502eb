import type { ListedGame } from "../net/api.ts";
import { element } from "./element.ts";

/** The game that `?game=` asks for, if it is there. */
export function wantedGame(games: readonly ListedGame[], search: string): ListedGame | undefined {
  const wanted = new URLSearchParams(search).get("game");
  return games.find(({ id }) => id === wanted);
}

/** A link to the first page of each game; the address keeps what else it says. */
export function gameLinks(games: readonly ListedGame[], chosen: string, search: string): HTMLElement[] {
  return games.map(({ id, title }) => {
    const parameters = new URLSearchParams(search);
    parameters.set("game", id);
    return element("a", { href: `/?${parameters}`, "aria-current": id === chosen ? "page" : undefined }, title);
  });
}
