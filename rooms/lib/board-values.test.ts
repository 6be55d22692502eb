import assert from "node:assert/strict";
import { arena } from "../arena/game.ts";
import { boardValues } from "./board-values.ts";
import type { AnyGame, Outcome } from "./game.ts";

const outcome: Outcome = {
  reason: "time",
  ranking: [
    { seat: 1, place: 1 },
    { seat: 0, place: 2 },
    { seat: 7, place: 3 },
  ],
};

describe("what a match gives to boards", () => {
  it("is by seat what the game's boards say; nothing for a seat that is empty", () => {
    const read = arena.options.read({});
    assert.ok(read.ok);
    const world = arena.create(1, { ...read.options, matchId: "m", code: "" });
    const join = (seat: number) => ({ kind: "join" as const, seat, player: "", name: `p${seat}`, bot: true });
    arena.step(world, { system: [join(0), join(1)], seats: [] }, 1);
    Object.assign(world.players.get("1") ?? {}, { place: 1, kills: 12 });
    Object.assign(world.players.get("0") ?? {}, { place: 2, kills: 0 });
    assert.deepEqual(
      [...boardValues(arena, world, outcome)],
      [
        [1, { "arena-wins": 1, "arena-month-kills": 12, "arena-kills": 12 }],
        [0, {}],
      ],
    );
  });

  it("leaves out what is no number", () => {
    const board = { id: "odd", title: "Odd", rule: "sum", season: "all", guests: true } as const;
    const game = { ...arena, boards: [{ ...board, value: () => Number.NaN }] } as AnyGame;
    const world = { players: new Map([["1", { seat: 1 }]]) } as any;
    assert.deepEqual([...boardValues(game, world, outcome)], [[1, {}]]);
    assert.deepEqual([...boardValues({ ...arena, boards: [] } as AnyGame, world, outcome)], [[1, {}]]);
  });
});
