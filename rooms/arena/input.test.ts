import assert from "node:assert/strict";
import { neutral, sanitize } from "./input.ts";
import { EMOTES } from "./rules.ts";
import type { ArenaInput } from "./world.ts";

describe("arena input", () => {
  const WILD = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, -1e30, -128, 255, 0.5, -0, 70000];

  it("is brought into range, whatever it holds", () => {
    for (const a of WILD) {
      for (const b of WILD) {
        const input = { moveX: a, moveY: b, aim: a, bolt: a, beam: "yes", dash: undefined, assist: 1, emote: b, seen: b } as unknown as ArenaInput;
        sanitize(input);
        assert.ok(Math.hypot(input.moveX, input.moveY) <= 127, `${a}, ${b}`);
        for (const value of [input.moveX, input.moveY, input.aim, input.emote, input.seen])
          assert.ok(Number.isInteger(value) && !Object.is(value, -0));
        assert.ok(input.aim >= 0 && input.aim <= 65535);
        assert.ok(input.seen >= 0 && input.seen <= 120);
        assert.ok(input.emote >= 0 && input.emote <= EMOTES);
        for (const value of [input.bolt, input.beam, input.dash, input.assist]) assert.equal(value, false);
      }
    }
  });

  it("that is legal stays as it is", () => {
    for (let degrees = 0; degrees < 360; degrees += 7) {
      const move = { moveX: Math.trunc(Math.cos(degrees) * 127), moveY: Math.trunc(Math.sin(degrees) * 127) };
      const input = { ...move, aim: degrees * 100, bolt: true, beam: false, dash: true, assist: true, emote: EMOTES, seen: 77 };
      const before = { ...input };
      sanitize(input);
      assert.deepEqual(input, before);
    }
  });

  it("that is missing keeps the aim and does nothing", () => {
    const last = { moveX: 127, moveY: 3, aim: 777, bolt: true, beam: true, dash: true, assist: true, emote: 2, seen: 50 };
    assert.deepEqual(neutral(last), { moveX: 0, moveY: 0, aim: 777, bolt: false, beam: false, dash: false, assist: false, emote: 0, seen: 0 });
    assert.equal(neutral(undefined).aim, 0);
  });
});
