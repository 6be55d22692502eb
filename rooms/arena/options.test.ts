import assert from "node:assert/strict";
import { arena } from "./game.ts";

describe("arena options", () => {
  it("are completed", () => {
    assert.deepEqual(arena.options.read({}), { ok: true, options: { mode: "ffa", map: "any", minutes: 3, scoreLimit: 20 } });
    const read = arena.options.read({ mode: "teams", map: "orbit", minutes: 1, scoreLimit: 5 });
    assert.deepEqual(read, { ok: true, options: { mode: "teams", map: "orbit", minutes: 1, scoreLimit: 5 } });
  });

  it("that are wrong are answered with a sentence that says what is right", () => {
    const wrong: [Record<string, unknown>, RegExp][] = [
      [{ mode: "duel" }, /"ffa" or "teams"/],
      [{ map: "moon" }, /any, foundry, longshore, orbit/],
      [{ map: 3 }, /one of/],
      [{ minutes: 0 }, /1 to 15/],
      [{ minutes: Number.NaN }, /1 to 15/],
      [{ minutes: 1.5 }, /1 to 15/],
      [{ scoreLimit: 1e9 }, /1 to 200/],
      [{ speed: 9 }, /no option "speed"/],
      [{ ["x".repeat(5000)]: 1 }, /no option/],
    ];
    for (const [raw, message] of wrong) {
      const read = arena.options.read(raw);
      assert.ok(!read.ok);
      assert.match(read.message, message);
      assert.ok(read.message.length < 200 && read.message.endsWith("."));
    }
  });

  it("without a map, the seed chooses one: each comes up", () => {
    const read = arena.options.read({});
    assert.ok(read.ok);
    const maps = Array.from({ length: 30 }, (_, seed) => arena.create(seed, { ...read.options, matchId: "m", code: "" }).map);
    assert.equal(new Set(maps).size, 3);
    assert.equal(arena.create(7, { ...read.options, matchId: "m", code: "" }).map, maps[7]);
  });
});
