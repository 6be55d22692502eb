import assert from "node:assert/strict";
import { TestMatch } from "../../../rooms/arena/test-match.ts";
import { edgePoint, leaderOf, markedPlayers } from "./edge-markers.ts";

const view = { x: 1000, y: 1000, width: 800, height: 400 };

describe("the edge of the screen", () => {
  it("points the way to what is out of sight, and not to what is seen", () => {
    assert.equal(edgePoint(1390, 1190, view, 20), undefined);
    assert.deepEqual(edgePoint(2000, 1000, view, 20), { x: 1380, y: 1000, angle: 0 });
    assert.deepEqual(edgePoint(1000, 0, view, 20), { x: 1000, y: 820, angle: -Math.PI / 2 });
  });

  it("shows no enemy but who hurt us just now and who leads alone", () => {
    const match = new TestMatch(4);
    const own = match.player(0);
    assert.deepEqual(markedPlayers(match.world, own), []);
    Object.assign(own, { hitBy: 2, hitTick: match.world.tick });
    Object.assign(match.player(3), { score: 4 });
    assert.deepEqual(
      markedPlayers(match.world, own).map(({ seat }) => seat),
      [2, 3],
    );
    match.world.tick += 90;
    match.player(1).score = 4;
    assert.equal(leaderOf(match.world), undefined);
    assert.deepEqual(markedPlayers(match.world, own), []);
  });

  it("shows friends, alive", () => {
    const match = new TestMatch(4, { mode: "teams" });
    const own = match.player(0);
    const friends = () => markedPlayers(match.world, own).map(({ team }) => team);
    assert.deepEqual(friends(), [own.team]);
    match.world.players.forEach((player) => {
      if (player !== own) player.respawn = 30;
    });
    assert.deepEqual(friends(), []);
  });
});
