import { describeGame } from "../../server/testing/game-contract.ts";
import { starterGame } from "./game.ts";

describeGame(starterGame, { module: new URL("./game.ts", import.meta.url).href, matchTicks: 65 * starterGame.tickHz });
