import type { Bot, BotLevel } from "../lib/game.ts";
import { neutral } from "./input.ts";
import type { ArenaInput, ArenaWorld } from "./world.ts";
export function createBot(_seed: number, _seat: number, _level: BotLevel): Bot<ArenaWorld, ArenaInput> {
  return { input: () => neutral(undefined) };
}
