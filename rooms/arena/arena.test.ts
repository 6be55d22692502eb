import { describeGame } from "../../server/testing/game-contract.ts";
import { arena } from "./game.ts";

const module = new URL("./game.ts", import.meta.url).href;

describeGame(arena, { module, options: [{}, { mode: "teams" }], matchTicks: 6 * 60 * arena.tickHz });
