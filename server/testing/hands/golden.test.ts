import { describeGolden } from "../golden.ts";
import { hands } from "./game.ts";

describeGolden(hands, new URL("./replays/", import.meta.url).href);
