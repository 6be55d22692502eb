import assert from "node:assert/strict";
import { schema, t } from "@colyseus/schema";
import type { Inputs } from "./game.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { createRandom, nextFloat, nextInt } from "./random.ts";
import { RecordEncoder, type RecordFrame, readRecord } from "./record.ts";
import type { RecordHeader } from "./record-header.ts";
import { float32 } from "./wire.ts";

interface Sent {
  move: number;
  aim: number;
  speed: number;
  fire: boolean;
}

const layout = layoutOf(schema({ move: t.int8(), aim: t.uint16(), speed: t.float32(), fire: t.boolean() }, "RecordedInput"));
const header: RecordHeader = { game: "pong", build: "1", matchId: "m_é漢", seed: 42, options: { matchId: "m_é漢", code: "" }, startedAt: 1 };

describe("a record", () => {
  const { bytes, frames, ends } = written(300);

  it("gives back every frame, with the effective input of each seat", () => assert.deepEqual(read(bytes), frames));

  it("can be read more than once", () => {
    const reading = readRecord<Sent>(bytes, () => layout);
    assert.ok(reading.ok);
    assert.deepEqual(reading.record.header, header);
    assert.deepEqual([...reading.record.frames()], [...reading.record.frames()]);
  });

  it("is a few bytes a tick when little changes", () => {
    const encoder = new RecordEncoder<Sent>(layout);
    const inputs = { system: [], seats: [{ move: 1, aim: 2, speed: 3, fire: true }] };
    encoder.tick(1, inputs);
    assert.ok(encoder.tick(2, inputs).length <= 4);
  });

  it("is readable up to its last whole frame wherever it is cut", () => {
    for (let cut = 0; cut < Math.min(bytes.length, 3000); cut++) {
      const reading = readRecord<Sent>(bytes.subarray(0, cut), () => layout);
      const whole = ends.filter((end) => end <= cut).length;
      if (whole === 0) assert.equal(reading.ok, false, `cut at ${cut}`);
      else assert.deepEqual(reading.ok && [...reading.record.frames()], frames.slice(0, whole - 1), `cut at ${cut}`);
    }
  });

  it("throws RangeError and nothing else when bytes are damaged", () => {
    const random = createRandom(11);
    let damaged = 0;
    for (let round = 0; round < 3000; round++) {
      const copy = bytes.slice();
      for (let i = 0; i <= nextInt(random, 4); i++) copy[nextInt(random, copy.length)] = nextInt(random, 256);
      try {
        read(copy);
      } catch (error) {
        assert.ok(error instanceof RangeError, `round ${round}: ${String(error)}`);
        damaged++;
      }
    }
    assert.ok(damaged > 100);
  });

  it("shows that a bit was changed, whether or not a field can be read from it", () => {
    for (let bit = 0; bit < 8 * 900; bit++) {
      const copy = bytes.slice();
      copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
      const reading = readRecord<Sent>(copy, () => layout);
      if (!reading.ok) continue;
      let seen = false;
      try {
        for (const frame of reading.record.frames()) if ("intact" in frame && frame.intact !== true) seen = true;
      } catch (error) {
        seen = error instanceof RangeError;
      }
      // A length that grew takes the rest for a cut frame: then the end is missing.
      assert.ok(seen || ![...reading.record.frames()].some((frame) => frame.kind === "end"), `bit ${bit}`);
    }
  });

  it("says what it cannot read", () => {
    const problem = (data: Uint8Array) => {
      const reading = readRecord<Sent>(data, (game) => (game === "pong" ? layout : undefined));
      return reading.ok ? undefined : reading.problem;
    };
    assert.equal(problem(new Uint8Array()), "not a record");
    assert.equal(problem(Uint8Array.from([1, 2, 3, 4, 5])), "not a record");
    assert.equal(problem(Uint8Array.from([0x56, 0x45, 0x4c, 0x52, 9])), "an unknown format");
    assert.equal(problem(bytes.subarray(0, 5)), "a broken frame");
    assert.equal(problem(new RecordEncoder<Sent>(layout).header({ ...header, game: "chess" })), 'of the game "chess", which is not in the catalogue');
    const renamed: Layout = { ...layout, fields: layout.fields.map((field, index) => (index === 0 ? { ...field, name: "walk" } : field)) };
    assert.equal(problem(new RecordEncoder<Sent>(renamed).header(header)), "of a build whose inputs were others");
  });

  it("refuses values, system inputs and ticks that no room writes", () => {
    const refused = (inputs: Inputs<Sent>, message: RegExp) => {
      const encoder = new RecordEncoder<Sent>(layout);
      assert.throws(() => read(concat([encoder.header(header), encoder.tick(1, inputs)])), message);
    };
    const input = { move: 1, aim: 2, speed: 3, fire: true };
    refused({ system: [], seats: [{ ...input, move: 300 }] }, /move is 300, which is no int8/);
    refused({ system: [], seats: [{ ...input, aim: -1 }] }, /aim is -1, which is no uint16/);
    refused({ system: [], seats: [{ ...input, speed: 0.1 }] }, /speed is 0.1, which is no float32/);
    refused({ system: [], seats: [{ ...input, speed: Number.NaN }] }, /speed is NaN/);
    refused({ system: [{ kind: "fly", seat: 1 } as any], seats: [] }, /system input/);
    refused({ system: [{ kind: "drop", seat: 1.5 }], seats: [] }, /system input/);
    refused({ system: [null as any], seats: [] }, /system input/);
    const encoder = new RecordEncoder<Sent>(layout);
    const parts = [encoder.header(header), encoder.tick(1, { system: [], seats: [] }), encoder.tick(3, { system: [], seats: [] })];
    assert.throws(() => read(concat(parts)), /tick 3 comes after tick 1/);
  });

  it("is read in bounded time and memory, whatever it claims", () => {
    const start = new RecordEncoder<Sent>(layout).header(header);
    const huge = Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 1]);
    assert.throws(() => read(concat([start, huge])), RangeError);
    const text = Uint8Array.from([9, 1, 1, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 1]);
    assert.throws(() => read(concat([start, text])), RangeError);
    const encoder = new RecordEncoder<Sent>(layout);
    const many = [start];
    for (let tick = 1; tick <= 1_000_001; tick++) many.push(encoder.tick(tick, { system: [], seats: [] }));
    const reading = readRecord<Sent>(concat(many), () => layout);
    assert.ok(reading.ok);
    assert.throws(() => {
      for (const frame of reading.record.frames()) assert.equal(frame.kind, "tick");
    }, /more than 1000000 ticks/);
  });
});

function read(bytes: Uint8Array): RecordFrame<Sent>[] {
  const reading = readRecord<Sent>(bytes, () => layout);
  if (!reading.ok) throw new RangeError(reading.problem);
  return [...reading.record.frames()];
}

/** A record of every kind of frame; `ends` are the offsets after the header and each frame. */
function written(ticks: number): { bytes: Uint8Array; frames: RecordFrame<Sent>[]; ends: number[] } {
  const random = createRandom(3);
  const encoder = new RecordEncoder<Sent>(layout);
  const frames: RecordFrame<Sent>[] = [];
  const parts = [encoder.header(header)];
  const seats: (Sent | undefined)[] = [undefined, undefined, undefined];
  for (let tick = 1; tick <= ticks; tick++) {
    const seat = nextInt(random, 3);
    seats[seat] =
      nextFloat(random) < 0.1
        ? undefined
        : { move: nextInt(random, 256) - 128, aim: nextInt(random, 65536), speed: float32(nextFloat(random)), fire: nextFloat(random) < 0.5 };
    const inputs: Inputs<Sent> = {
      system: tick % 50 === 1 ? [{ kind: "join", seat, player: "p_1", name: "Žofie 漢字", bot: false }] : [],
      seats: [...seats],
    };
    parts.push(encoder.tick(tick, inputs));
    const known = frames.findLast((frame) => frame.kind === "tick");
    frames.push({
      kind: "tick",
      tick,
      inputs: { ...inputs, seats: [...seats].slice(0, Math.max(1 + seats.findLastIndex(Boolean), known?.inputs.seats.length ?? 0)) },
    });
    if (tick % 20 === 0) {
      parts.push(encoder.hash(tick, "0123456789abcdef"));
      frames.push({ kind: "hash", tick, hash: "0123456789abcdef", intact: true });
    }
  }
  const outcome = { reason: "score", ranking: [{ seat: 0, place: 1 }] };
  parts.push(encoder.end(outcome));
  frames.push({ kind: "end", outcome, intact: true });
  let end = 0;
  return { bytes: concat(parts), frames, ends: parts.map((part) => (end += part.length)) };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
