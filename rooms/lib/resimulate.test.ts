import assert from "node:assert/strict";
import { hands } from "../../server/testing/hands/game.ts";
import { playMatch } from "../../server/testing/play-match.ts";
import type { Inputs } from "./game.ts";
import { layoutOf } from "./layout.ts";
import { RecordEncoder, type RecordReading, readRecord } from "./record.ts";
import { resimulate } from "./resimulate.ts";

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
      else {
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
});
