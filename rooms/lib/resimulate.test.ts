import assert from "node:assert/strict";
import { hands } from "../../server/testing/hands/game.ts";
import { playMatch } from "../../server/testing/play-match.ts";
import type { AnyGame, Inputs, SeatEntry, World } from "./game.ts";
import { encodeKeyframe } from "./keyframe.ts";
import { layoutOf } from "./layout.ts";
import { toPlain } from "./plain.ts";
import { RecordEncoder, type RecordReading, readRecord } from "./record.ts";
import { keyframeBefore, type Mismatch, resimulate } from "./resimulate.ts";

function reading(bytes: Uint8Array): RecordReading<object> {
  const read = readRecord(bytes, () => layoutOf(hands.Input));
  assert.ok(read.ok);
  return read.record;
}

describe("resimulate", () => {
  const { record } = playMatch(hands, { seed: 5, maxTicks: 2000 });

  it("plays a record again to the same hashes and its end", () => {
    const result = resimulate(hands, reading(record));
    assert.equal(result.mismatch, undefined);
    assert.ok(result.ended && result.hashes === result.ticks);
  });

  it("finds the first tick that an altered input leads astray", () => {
    const encoder = new RecordEncoder(layoutOf(hands.Input));
    const original = reading(record);
    const parts = [encoder.header(original.header)];
    let altered: number | undefined;
    for (const frame of original.frames()) {
      if (frame.kind === "hash") parts.push(encoder.hash(frame.tick, frame.hash));
      else if (frame.kind === "end") parts.push(encoder.end(frame.outcome));
      else if (frame.kind === "tick") {
        const seat = altered === undefined ? frame.inputs.seats.findIndex((input) => (input as { card?: number } | undefined)?.card) : -1;
        if (seat >= 0) altered = frame.tick;
        const seats = frame.inputs.seats.map((input, index) => (index === seat ? { card: 0 } : input));
        parts.push(encoder.tick(frame.tick, { ...frame.inputs, seats }));
      }
    }
    assert.ok(altered);
    assert.equal(resimulate(hands, reading(Buffer.concat(parts))).mismatch?.tick, altered);
  });

  it("refuses an input that no room would have played", () => {
    const encoder = new RecordEncoder(layoutOf(hands.Input));
    const inputs: Inputs<object> = { system: [], seats: [{ card: 200 }] };
    const forged = Buffer.concat([encoder.header(reading(record).header), encoder.tick(1, inputs)]);
    assert.throws(() => resimulate(hands, reading(forged)), /seat 0 for tick 1 breaks the rules \(card\)/);
  });

  const pick = (mismatch: Mismatch | undefined) => [mismatch?.tick, mismatch?.agreedTick, mismatch?.field?.path];

  describe("with keyframes", () => {
    const layout = layoutOf(hands.State);
    const KEYFRAME_TICKS = [10, 30];

    /** A match with keyframes at some ticks, changed by `change`; only from `from` on, where its record begins there. */
    function recorded({ change = () => {}, from }: { change?: (world: World) => void; from?: number } = {}): RecordReading<object> {
      const worlds = new Map<number, World>();
      const { record } = playMatch(hands, { seed: 4, maxTicks: 60 }, (world) => worlds.set(world.tick, toPlain(layout, world)));
      const original = reading(record);
      const encoder = new RecordEncoder(layoutOf(hands.Input));
      const keyframe = (tick: number) => {
        const world = worlds.get(tick);
        assert.ok(world);
        change(world);
        return encoder.keyframe(tick, encodeKeyframe(layout, world, { clockMs: 0, nextRefId: 0 }));
      };
      const parts = [encoder.header({ ...original.header, ...(from === undefined ? {} : { from: { match: "m_0", tick: from } }) })];
      if (from !== undefined) parts.push(keyframe(from));
      for (const frame of original.frames()) {
        if (frame.kind === "end") parts.push(encoder.end(frame.outcome));
        else if (frame.kind === "keyframe" || frame.tick <= (from ?? 0)) continue;
        else if (frame.kind === "hash") parts.push(encoder.hash(frame.tick, frame.hash));
        else parts.push(encoder.tick(frame.tick, frame.inputs));
        if (frame.kind === "hash" && KEYFRAME_TICKS.includes(frame.tick)) parts.push(keyframe(frame.tick));
      }
      return reading(Buffer.concat(parts));
    }

    it("compares them too, and names the field that differs", () => {
      assert.equal(resimulate(hands, recorded()).mismatch, undefined);
      const raised = (world: World) => {
        if (world.tick === 30) (world.players.get("1") as SeatEntry).score += 1;
      };
      const { mismatch } = resimulate(hands, recorded({ change: raised }));
      assert.deepEqual([mismatch?.tick, mismatch?.field?.path], [30, "players.1.score"]);
    });

    it("names the field where a hash differs first, from the next whole world on", () => {
      const record = recorded();
      const altered: RecordReading<object> = {
        ...record,
        *frames() {
          for (const frame of record.frames()) yield frame.kind === "hash" && frame.tick === 25 ? { ...frame, hash: "0".repeat(16) } : frame;
        },
      };
      // The hash alone is wrong: no world differs, and that is said too.
      assert.deepEqual(pick(resimulate(hands, altered).mismatch), [25, 24, undefined]);
      const otherwise: AnyGame = {
        ...(hands as AnyGame),
        step(world, inputs, tick) {
          hands.step(world as never, inputs as never, tick);
          if (tick === 25) (world.players.get("1") as SeatEntry).score += 1;
        },
      };
      assert.deepEqual(pick(resimulate(otherwise, recorded()).mismatch), [25, 24, "players.1.score"]);
    });

    it("goes on from one to the same hashes", () => {
      const record = recorded();
      assert.equal(keyframeBefore(record, 9), undefined);
      const from = keyframeBefore(record, 29);
      assert.equal(from?.tick, 10);
      const whole = resimulate(hands, record);
      const rest = resimulate(hands, record, undefined, from);
      assert.deepEqual([rest.mismatch, rest.ended, rest.ticks], [undefined, true, whole.ticks - 10]);
    });

    it("plays a record that begins with one, where its header says so, and takes it for no start where it does not", () => {
      const begun = resimulate(hands, recorded({ from: 10 }));
      assert.deepEqual([begun.mismatch, begun.ended], [undefined, true]);
      const record = recorded({ from: 10 });
      const { from: _, ...header } = record.header;
      assert.equal(resimulate(hands, { ...record, header }).mismatch?.tick, 10);
    });
  });
});
