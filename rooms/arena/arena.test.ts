import { describeGame } from "../../server/testing/game-contract.ts";
import { arena } from "./game.ts";

describeGame(arena, { module: new URL("./game.ts", import.meta.url).href, matchTicks: 6 * 60 * arena.tickHz });
