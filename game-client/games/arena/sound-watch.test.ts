import assert from "node:assert/strict";
import { aimAt, TestMatch } from "../../../rooms/arena/test-match.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { SoundWatch, tensionOf } from "./sound-watch.ts";

describe("what is heard of a match", () => {
  it("is nothing of what happened before we came", () => {
    const { match, hear } = duel();
    match.kill(0, 1);
    assert.deepEqual(hear(), []);
  });

  it("is our shot as we predict it, once, and the hit that it gave", () => {
    const { match, hear } = duel();
    hear();
    const [shooter, target] = [match.player(0), match.player(1)];
    match.step({ 0: { beam: true, aim: aimAt(shooter, target) } });
    assert.deepEqual(hear(), ["own beam", "own given"]);
    assert.deepEqual(hear(), []);
  });

  it("is another's bolt and the hit that we take, from where the shooter is", () => {
    const { match, hear, places } = duel();
    hear();
    const [own, other] = [match.player(0), match.player(1)];
    match.step({ 1: { bolt: true, aim: aimAt(other, own) } });
    assert.deepEqual(hear(), ["bolt"]);
    match.run(10);
    assert.deepEqual(hear(), ["own taken"]);
    assert.deepEqual(places(), [{ x: other.x, y: other.y }]);
  });

  it("is a kill of ours, our death, and that we are back", () => {
    const { match, hear } = duel();
    hear();
    match.kill(0, 1);
    assert.ok(hear().includes("own kill"));
    match.run(80);
    hear();
    match.kill(1, 0);
    assert.ok(hear().includes("own death"));
    match.run(80);
    assert.ok(hear().includes("own spawn"));
  });

  it("is what was picked up, by us or by another", () => {
    const { match, hear } = duel();
    hear();
    const pickup = match.world.pickups.get("0");
    assert.ok(pickup);
    for (const seat of [0, 1]) {
      pickup.back = 0;
      pickup.kind = "health";
      hear();
      match.put(seat, pickup.x / 16, pickup.y / 16).health = 10;
      match.put(1 - seat, 700, 50);
      match.step();
      assert.deepEqual(hear(), [seat === 0 ? "own health" : "health"]);
    }
  });

  it("is the countdown second by second, sudden death, and how it ended", () => {
    const { match, hear } = duel();
    const { world } = match;
    hear();
    world.endTick = world.tick + 8 * 30;
    let beeps = 0;
    for (let i = 0; i < 60; i++) {
      match.step();
      beeps += hear().filter((name) => name === "countdown").length;
    }
    // At eight, seven and six.
    assert.equal(beeps, 3);
    assert.equal(tensionOf(world), 2);
    world.endTick = world.tick + 1;
    match.step();
    assert.deepEqual(hear(), ["sudden"]);
    assert.equal(tensionOf(world), 3);
    match.kill(0, 1);
    assert.ok(hear().includes("own win"));
    assert.equal(tensionOf(world), 0);
  });

  /** Two on the open lane, us on seat 0. */
  function duel() {
    const match = new TestMatch(2);
    match.put(0, 300, 50);
    match.put(1, 450, 50);
    const watch = new SoundWatch();
    let last: ReturnType<SoundWatch["next"]> = [];
    const body = (own: ArenaPlayer) => ({ ...own }) as unknown as Readonly<Record<string, number | boolean>>;
    return {
      match,
      places: () => last.flatMap(({ at }) => (at ? [at] : [])),
      hear() {
        const own = match.player(0);
        last = watch.next(match.world, own, body(own));
        return last.map(({ effect, own }) => (own ? `own ${effect}` : effect));
      },
    };
  }
});
