import assert from "node:assert/strict";
import { NOBODY, TICK_HZ } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import { resultTitle } from "./result-title.ts";
import { centreLine, clockText, scoresOf } from "./score-line.ts";

describe("what is read above a match", () => {
  it("is the teams' score, or ours and the best of the others'", () => {
    const world = worldOf({ mode: "teams", scoreA: 4, scoreB: 7 });
    assert.deepEqual(scoresOf(world, undefined), { a: 4, b: 7 });
    const players = [player(0, 3), player(1, 9), player(2, 5)];
    assert.deepEqual(scoresOf(worldOf({ mode: "ffa" }, players), players[0]), { a: 3, b: 9 });
  });

  it("is the time that is left, and sudden death by its name", () => {
    assert.equal(clockText(worldOf({ tick: 0, endTick: 90 * TICK_HZ }), TICK_HZ), "1:30");
    assert.equal(clockText(worldOf({ tick: 1, endTick: 5 * TICK_HZ }), TICK_HZ), "0:05");
    assert.equal(clockText(worldOf({ suddenDeath: true }), TICK_HZ), "Sudden death");
  });

  it("says what we wait for, and is silent in the match", () => {
    const own = player(0, 0);
    assert.equal(centreLine(worldOf({ phase: "waiting" }), own), "Waiting for somebody to play against");
    assert.equal(centreLine(worldOf({}), undefined), "Taking your seat ...");
    assert.equal(centreLine(worldOf({}, [own]), own), "");
  });
});

describe("the title of a result", () => {
  const finished = { phase: "finished", endReason: "score" };

  it("is victory or a place without teams", () => {
    const players = [player(0, 5, { place: 3 }), player(1, 9, { place: 1 }), player(2, 7, { place: 2 })];
    const world = worldOf({ ...finished, mode: "ffa" }, players);
    assert.deepEqual(
      players.map((own) => resultTitle(world, own)),
      ["Place 3", "Victory", "Place 2"],
    );
  });

  it("is victory, defeat or a draw with teams", () => {
    const players = [player(0, 1, { team: 0, place: 1 }), player(1, 2, { team: 1, place: 2 })];
    const world = worldOf({ ...finished, mode: "teams", scoreA: 3, scoreB: 2 }, players);
    assert.deepEqual(
      players.map((own) => resultTitle(world, own)),
      ["Victory", "Defeat"],
    );
    const drawn = players.map((one) => ({ ...one, place: 1 }));
    assert.equal(resultTitle(worldOf({ ...finished, mode: "teams", scoreA: 2, scoreB: 2 }, drawn), drawn[0]), "A draw");
  });

  it("is what is played to while the match runs", () => {
    assert.equal(resultTitle(worldOf({ scoreLimit: 20 }), undefined), "First to 20");
  });
});

function worldOf(values: Partial<ArenaWorld>, players: readonly ArenaPlayer[] = []): ArenaWorld {
  const base = { mode: "ffa", phase: "playing", tick: 0, endTick: 0, suddenDeath: false, scoreA: 0, scoreB: 0, scoreLimit: 0, endReason: "" };
  return { ...base, players: new Map(players.map((entry) => [String(entry.seat), entry])), ...values } as ArenaWorld;
}

function player(seat: number, score: number, values: Partial<ArenaPlayer> = {}): ArenaPlayer {
  return { seat, score, team: seat, name: `P${seat}`, respawn: 0, hitBy: NOBODY, ...values } as ArenaPlayer;
}
