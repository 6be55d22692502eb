import assert from "node:assert/strict";
import type { FeedEntry } from "../../../rooms/arena/world.ts";
import { Highlights } from "./highlights.ts";
import type { MatchEvent } from "./match-events.ts";

describe("the highlights of a match", () => {
  it("are the longest run, most by beam, who got us most, whom we got most, and the first point, each with when it was", () => {
    const highlights = new Highlights();
    const kills = [kill(1, 0, "beam"), kill(1, 0, "beam"), kill(1, 2, "beam"), kill(0, 1, "bolt"), kill(1, 0, "bolt"), kill(0, 2), kill(0, 2)];
    highlights.note(
      kills.map((event, index) => at(event, 10 * (index + 1))),
      0,
    );
    assert.deepEqual(highlights.list(), [
      { kind: "streak", seat: 1, count: 3, tick: 30 },
      { kind: "beams", seat: 1, count: 3, tick: 30 },
      { kind: "nemesis", seat: 1, count: 3, tick: 50 },
      { kind: "prey", seat: 2, count: 2, tick: 70 },
      { kind: "first", seat: 1, count: 1, tick: 10 },
    ]);
  });

  it("are few where little happened, and begin anew with a rematch", () => {
    const highlights = new Highlights();
    highlights.note([kill(3, 1)], 0);
    assert.deepEqual(highlights.list(), [{ kind: "first", seat: 3, count: 1, tick: 1 }]);
    highlights.note([{ kind: "began" }], 0);
    assert.deepEqual(highlights.list(), []);
  });

  it("give equal ones to the lowest seat", () => {
    const highlights = new Highlights();
    highlights.note([kill(5, 1), kill(2, 1), kill(5, 3), kill(2, 3)], undefined);
    assert.deepEqual(highlights.list()[0], { kind: "streak", seat: 2, count: 2, tick: 1 });
  });
});

function kill(actor: number, target: number, weapon = "bolt"): MatchEvent {
  return { kind: "told", entry: { kind: "kill", actor, target, weapon, assist: 255, amount: 0, id: 1, tick: 1 } satisfies FeedEntry };
}

function at(event: MatchEvent, tick: number): MatchEvent {
  return event.kind === "told" ? { ...event, entry: { ...event.entry, tick } } : event;
}
