import assert from "node:assert/strict";
import type { SystemInput } from "../../rooms/lib/game.ts";
import { hands } from "../testing/hands/game.ts";
import { Seating } from "./seating.ts";

const kinds = (system: readonly SystemInput[]) => system.map((input) => `${input.kind} ${input.seat}`);
const world = hands.create(1, { matchId: "m_test", code: "" });

function seating(fill = 2): Seating {
  const made = new Seating({ game: hands, fill, level: "medium" });
  made.begin(1);
  made.nextTick();
  return made;
}

describe("Seating", () => {
  it("fills a match with bots of its own", () => {
    const made = new Seating({ game: hands, fill: 2, level: "medium" });
    made.begin(1);
    assert.deepEqual(kinds(made.nextTick()), ["join 0", "join 1"]);
    assert.equal(made.open, 2);
  });

  it("seats a person in place of a bot, and a second one in place of the other", () => {
    const made = seating();
    assert.equal(made.join("p_1", "One", "s1", world)?.seat, 0);
    assert.equal(made.join("p_2", "Two", "s2", world)?.seat, 1);
    assert.deepEqual(kinds(made.nextTick()), ["join 0", "join 1"]);
    assert.equal(made.open, 0);
    assert.equal(made.join("p_3", "Three", "s3", world), undefined);
  });

  it("gives the same player the same seat from another connection, also when all seats are taken", () => {
    const made = seating();
    made.join("p_1", "One", "s1", world);
    made.join("p_2", "Two", "s2", world);
    made.nextTick();
    assert.equal(made.join("p_1", "One", "s9", world)?.seat, 0);
    assert.deepEqual(kinds(made.nextTick()), ["back 0"]);
    assert.equal(made.ofSession("s1"), undefined);
  });

  it("lets a bot take an absent seat over after a second, and hands it back", () => {
    const made = seating();
    const seat = made.join("p_1", "One", "s1", world);
    assert.ok(seat);
    made.nextTick();
    made.drop(seat);
    const ticks = Array.from({ length: 6 }, () => kinds(made.nextTick()).join());
    assert.deepEqual(ticks, ["drop 0", "", "", "", "takeover 0", ""]);
    assert.ok(seat.bot);
    assert.equal(made.reclaim("s1"), seat);
    assert.equal(seat.bot, undefined);
    assert.deepEqual(kinds(made.nextTick()), ["back 0"]);
  });

  it("refuses a lost connection whose player has joined from somewhere else", () => {
    const made = seating();
    const seat = made.join("p_1", "One", "s1", world);
    assert.ok(seat);
    made.drop(seat);
    made.join("p_1", "One", "s2", world);
    assert.equal(made.reclaim("s1"), undefined);
    assert.equal(made.ofPlayer("p_1")?.sessionId, "s2");
  });

  it("keeps the seat of a leaver in play as a bot of its own", () => {
    const made = seating();
    const seat = made.join("p_1", "One", "s1", world);
    assert.ok(seat);
    made.nextTick();
    made.leave(seat);
    assert.deepEqual(kinds(made.nextTick()), ["leave 0"]);
    assert.ok(seat.bot);
    assert.equal(made.ofPlayer("p_1"), undefined);
  });

  it("begins the next match with those who are connected, on their seats", () => {
    const made = seating();
    const gone = made.join("p_1", "One", "s1", world);
    made.join("p_2", "Two", "s2", world);
    assert.ok(gone);
    made.drop(gone);
    made.nextTick();
    made.begin(2);
    assert.deepEqual(
      made.nextTick().map((input) => (input.kind === "join" ? `${input.seat} ${input.player || "bot"}` : input.kind)),
      ["1 p_2", "0 bot"],
    );
  });
});
