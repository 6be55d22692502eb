import type { AnyGame, Outcome, World } from "./game.ts";

/** What a finished match gives to the boards of its game, under their ids, by seat; an illegal number is nothing. */
export function boardValues(game: AnyGame, world: World, outcome: Outcome): ReadonlyMap<number, Readonly<Record<string, number>>> {
  const bySeat = new Map<number, Record<string, number>>();
  for (const { seat } of outcome.ranking) {
    const entry = world.players.get(String(seat));
    if (!entry) continue;
    const values: Record<string, number> = {};
    for (const board of game.boards ?? []) {
      const value = board.value(entry, outcome);
      if (value !== undefined && Number.isFinite(value)) values[board.id] = value;
    }
    bySeat.set(seat, values);
  }
  return bySeat;
}
