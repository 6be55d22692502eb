import { describeGame } from "../game-contract.ts";
import { hands } from "./game.ts";

describeGame(hands, { module: new URL("./game.ts", import.meta.url).href, matchTicks: 3 * 60 * hands.tickHz });
