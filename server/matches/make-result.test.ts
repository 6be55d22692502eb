import assert from "node:assert/strict";
import type { AnyGame, SystemInput, World } from "../../rooms/lib/game.ts";
import { hands } from "../testing/hands/game.ts";
import { makeResult } from "./make-result.ts";
import type { MatchResult } from "./match-result.ts";
import { SeatStays } from "./seat-stays.ts";

const teams: AnyGame = { ...(hands as AnyGame), tickHz: 10, modes: [{ id: "teams", title: "Teams", teams: 2 }] };
const join = (seat: number, player: string): SystemInput => ({ kind: "join", seat, player, name: player || "Ada", bot: player === "" });
const leave = (seat: number): SystemInput => ({ kind: "leave", seat, name: "Ada" });

/** A match of four seats in two teams (even and odd), 100 ticks long; `ranking` is the place of each seat. */
function played(inputs: Readonly<Record<number, readonly SystemInput[]>>, ranking = [1, 2, 1, 2]): MatchResult {
  const entry = (seat: number) => ({ seat, player: "", name: "Ada", team: seat % 2, score: 10 * seat, connected: true, bot: true, rematch: false });
  const players = new Map([0, 1, 2, 3].map((seat) => [String(seat), entry(seat)]));
  const world: World = { phase: "waiting", tick: 0, matchId: "m", code: "", players, hidden: {} };
  const stays = new SeatStays();
  for (let tick = 1; tick <= 100; tick++) {
    world.tick = tick;
    world.phase = tick < 20 ? "waiting" : tick < 100 ? "playing" : "finished";
    stays.tick(inputs[tick] ?? [], world);
  }
  const header = { matchId: "m", options: { matchId: "m", code: "", mode: "teams" }, startedAt: 1_000_000 };
  return makeResult(teams, header, stays, world, { reason: "score", ranking: ranking.map((place, seat) => ({ seat, place })) });
}

const rowOf = (result: MatchResult, player: string) => result.participants.find((each) => each.player === player);

describe("makeResult", () => {
  it("counts time from the beginning of play, in ticks", () => {
    const { startedAt, endedAt, mode, map, ranked } = played({ 1: [join(0, "a")] });
    assert.deepEqual([startedAt.getTime(), endedAt.getTime()], [1_002_000, 1_010_000]);
    assert.deepEqual({ mode, map, ranked }, { mode: "teams", map: "", ranked: true });
  });

  it("gives each person the place of their seat and team, and names the bots of their own beside them", () => {
    const result = played({ 1: [join(0, "a"), join(1, "b"), join(2, ""), join(3, "")] });
    assert.deepEqual(
      result.participants.map(({ player, seat, team, place, score, left, rated }) => [player, seat, team, place, score, left, rated]),
      [
        ["a", 0, 0, 1, 0, false, true],
        ["b", 1, 1, 2, 10, false, true],
      ],
    );
    assert.deepEqual(
      result.bots.map(({ seat, place }) => [seat, place]),
      [
        [2, 1],
        [3, 2],
      ],
    );
  });

  it("gives who changed seats the worst of them: leaving the losing side is no way out", () => {
    const result = played({ 1: [join(0, "a"), join(1, "b")], 40: [leave(1)], 45: [join(2, "b")] });
    const { seat, team, place, left, rated } = rowOf(result, "b") ?? {};
    assert.deepEqual({ seat, team, place, left, rated }, { seat: 2, team: 0, place: 2, left: false, rated: true });
    assert.equal(result.participants.length, 2);
    assert.equal(
      result.bots.some((bot) => bot.seat === 1),
      false,
      "the bot of the seat that was left played on for who left",
    );
  });

  it("places who gave their seat up to another person behind all, with the score they had", () => {
    const result = played({ 1: [join(0, "a"), join(2, "b")], 30: [leave(2)], 35: [join(2, "c")] });
    assert.deepEqual([rowOf(result, "b")?.place, rowOf(result, "b")?.score, rowOf(result, "b")?.left], [5, 20, true]);
    assert.deepEqual([rowOf(result, "c")?.place, rowOf(result, "c")?.left], [1, false]);
  });

  it("rates who sat down in the first half of play, however long the wait before it was", () => {
    const result = played({ 1: [join(0, "a")], 59: [join(1, "b")], 61: [join(3, "c")] });
    assert.deepEqual(
      ["a", "b", "c"].map((player) => rowOf(result, player)?.rated),
      [true, true, false],
    );
  });

  it("knows who was away at the end, and who was back by then", () => {
    const drop = (seat: number): SystemInput => ({ kind: "drop", seat });
    const result = played({ 1: [join(0, "a"), join(1, "b")], 30: [drop(0), drop(1)], 40: [{ kind: "back", seat: 0 }] });
    assert.deepEqual([rowOf(result, "a")?.left, rowOf(result, "b")?.left], [false, true]);
  });
});
