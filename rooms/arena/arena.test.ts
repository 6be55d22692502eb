import { describeGame } from "../../server/testing/game-contract.ts";
import { arena } from "./game.ts";

const module = new URL("./game.ts", import.meta.url).href;
const options = [{}, { mode: "teams" }];

describeGame(arena, { module, name: "arena", options, matchTicks: 6 * 60 * arena.tickHz });
