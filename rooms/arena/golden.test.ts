import { describeGolden } from "../../server/testing/golden.ts";
import { arena } from "./game.ts";

describeGolden(arena, new URL("./replays/", import.meta.url).href);
