import assert from "node:assert/strict";
import { EFFECTS, type EffectName, type Layer, lengthMs } from "./effects.ts";
import { barOf, type Tension } from "./music-bars.ts";
import { arrowTo, placingOf } from "./placing.ts";
import { Voices } from "./voices.ts";

describe("the effects", () => {
  for (const [name, layers] of Object.entries(EFFECTS) as [EffectName, readonly Layer[]][]) {
    it(`of ${name} are short, in the range of a small speaker and do not clip`, () => {
      assert.ok(lengthMs(name) <= 1200);
      for (const layer of layers) {
        assert.ok(layer.gain > 0 && layer.gain <= 0.6 && layer.ms > 0);
        for (const hz of [layer.fromHz, layer.toHz]) assert.ok(hz >= 40 && hz <= 8000);
      }
    });
  }
});

describe("a sound in the arena", () => {
  it("is on the side where it happens, and quieter far away", () => {
    const [left, here, right] = [placingOf(-400, 0), placingOf(0, 0), placingOf(400, 0)];
    assert.ok(left && here && right);
    assert.equal(left.pan, -right.pan);
    assert.deepEqual(here, { pan: 0, gain: 1 });
    assert.ok(right.gain < here.gain && right.pan > 0.3);
    assert.ok((placingOf(0, 900)?.gain ?? 1) < right.gain);
  });

  it("is not heard from the other end, nor from nowhere", () => {
    assert.equal(placingOf(1600, 0), undefined);
    assert.equal(placingOf(Number.NaN, 0), undefined);
  });

  it("has an arrow to where it comes from", () => {
    assert.deepEqual(
      [arrowTo(100, 0), arrowTo(70, 70), arrowTo(0, 100), arrowTo(-100, -3), arrowTo(70, -70), arrowTo(3, 3)],
      ["→", "↘", "↓", "←", "↗", ""],
    );
  });
});

describe("the voices", () => {
  const voice = (name: string, gain: number, stopped: string[]) => ({ name, gain, endsMs: 100, stop: () => void stopped.push(`${name} ${gain}`) });

  it("are at most four of a kind: a louder one takes the place of the quietest", () => {
    const voices = new Voices();
    const stopped: string[] = [];
    for (const gain of [0.2, 0.5, 0.3, 0.4]) {
      assert.equal(voices.admit("bolt", gain, 0), true);
      voices.begin(voice("bolt", gain, stopped));
    }
    assert.equal(voices.admit("bolt", 0.1, 0), false);
    assert.equal(voices.admit("bolt", 0.6, 0), true);
    assert.deepEqual(stopped, ["bolt 0.2"]);
    assert.equal(voices.admit("beam", 0.1, 0), true);
  });

  it("are free again when they have ended", () => {
    const voices = new Voices();
    for (let i = 0; i < 4; i++) voices.begin(voice("bolt", 0.5, []));
    assert.equal(voices.admit("bolt", 0.1, 99), false);
    assert.equal(voices.admit("bolt", 0.1, 100), true);
  });
});

describe("the music", () => {
  it("has more notes the tenser it is, in every bar, and none outside its bar", () => {
    for (let bar = 0; bar < 16; bar++) {
      const counts = ([0, 1, 2, 3] as Tension[]).map((tension) => {
        const notes = barOf(bar, tension);
        for (const { atBeat, hz, gain } of notes) assert.ok(atBeat >= 0 && atBeat < 4 && hz >= 40 && hz < 4000 && gain > 0 && gain <= 0.2);
        return notes.length;
      });
      assert.deepEqual(
        [...counts].sort((a, b) => a - b),
        counts,
      );
      assert.ok((counts[3] ?? 0) > (counts[0] ?? 0));
    }
  });

  it("does not sound the same in every bar", () => {
    const bars = new Set(Array.from({ length: 8 }, (_, bar) => JSON.stringify(barOf(bar, 2))));
    assert.ok(bars.size >= 6);
  });
});
