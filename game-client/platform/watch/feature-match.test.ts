import assert from "node:assert/strict";
import { featureMatch, ratingKey, worthOf } from "./feature-match.ts";
import type { LiveMatch, LiveSeat } from "./live-match.ts";

const NOBODY_RATED = new Map<string, number>();

function seat(player: string, score: number, team = 0): LiveSeat {
  return { seat: 0, player, name: player, bot: player === "", team, score };
}

function match(id: string, leaders: readonly LiveSeat[], more: Partial<LiveMatch> = {}): LiveMatch {
  return { id, game: "arena", mode: "ffa", map: "orbit", roomId: "r", startedAtMs: 1000, seats: leaders.length, leaders, watchers: 0, ...more };
}

const even = match("even", [seat("p_a", 12), seat("p_b", 11)]);
const clear = match("clear", [seat("p_c", 12), seat("p_d", 2)]);

describe("the match that is featured", () => {
  it("is the closer one of two that are alike", () => {
    assert.equal(featureMatch([clear, even], NOBODY_RATED)?.id, "even");
  });

  it("is the one of the strong, though another is closer", () => {
    const ratings = new Map(["p_c", "p_d"].map((player) => [ratingKey("arena", "ffa", player), 2300]));
    assert.equal(featureMatch([even, clear], ratings)?.id, "clear");
  });

  it("takes a rating of the mode that is played alone", () => {
    const ratings = new Map(["p_c", "p_d"].map((player) => [ratingKey("arena", "teams", player), 2300]));
    assert.equal(featureMatch([even, clear], ratings)?.id, "even");
  });

  it("is the one with a crowd", () => {
    assert.equal(featureMatch([even, { ...clear, watchers: 400 }], NOBODY_RATED)?.id, "clear");
  });

  it("is one with people rather than bots alone", () => {
    assert.equal(
      featureMatch([match("bots", [seat("", 1), seat("", 0)]), match("people", [seat("p_a", 1), seat("p_b", 0)])], NOBODY_RATED)?.id,
      "people",
    );
  });

  it("does not call a match close before there is a score", () => {
    const begun = match("begun", [seat("p_a", 0), seat("p_b", 0)]);
    assert.ok(worthOf(begun, NOBODY_RATED) < worthOf(even, NOBODY_RATED));
  });

  it("compares teams by what they have together", () => {
    const teams = match("teams", [seat("p_a", 9, 0), seat("p_b", 8, 1), seat("p_c", 1, 1)], { mode: "teams" });
    assert.ok(worthOf(teams, NOBODY_RATED) > worthOf(clear, NOBODY_RATED));
  });

  it("stays while another is better by a hair, and goes where it is clearly better", () => {
    const rival = match("rival", [seat("p_x", 12), seat("p_y", 12)]);
    assert.equal(featureMatch([rival, even], NOBODY_RATED, "even")?.id, "even");
    assert.equal(featureMatch([rival, clear], NOBODY_RATED, "clear")?.id, "rival");
  });

  it("is the newer one of two equal ones, and none where nothing runs", () => {
    assert.equal(
      featureMatch(
        [
          { ...even, id: "old" },
          { ...even, id: "new", startedAtMs: 2000 },
        ],
        NOBODY_RATED,
      )?.id,
      "new",
    );
    assert.equal(featureMatch([], NOBODY_RATED), undefined);
  });

  it("is worth something between nothing and one, whatever the server says", () => {
    for (const watchers of [0, 1, 1e9]) {
      for (const score of [-5, 0, 40]) {
        const worth = worthOf({ ...match("m", [seat("p_a", score), seat("", score)]), watchers }, new Map([[ratingKey("arena", "ffa", "p_a"), 1e6]]));
        assert.ok(worth >= 0 && worth <= 1, `${watchers} ${score}: ${worth}`);
      }
    }
  });
});
