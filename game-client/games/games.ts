import type { World } from "../../rooms/lib/game.ts";
import type { GameView } from "./game-view.ts";

/** How each game is shown in a browser, under its id; loaded when it is played. */
export const gameViews: Readonly<Record<string, () => Promise<GameView<World, object, object>>>> = {
  arena: async () => (await import("./arena/arena-view.ts")).arenaView as unknown as GameView<World, object, object>,
};
