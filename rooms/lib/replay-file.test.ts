import assert from "node:assert/strict";
import type { BroadcastIndex } from "./broadcast.ts";
import { checkIndex } from "./broadcast-index.ts";
import { ByteWriter } from "./bytes.ts";
import { noise } from "./random.ts";
import { readReplayFile, replayFileStart } from "./replay-file.ts";

const SIZES = [40, 17, 300];
const index: BroadcastIndex = {
  head: { game: "arena", build: "velarium@1.0.0", matchId: "m_abc-123", startedAt: 1_700_000_000_000, tickHz: 30, patchHz: 30, schema: "00ff12" },
  segments: SIZES.map((bytes, n) => ({
    n,
    firstTick: 1 + n * 60,
    lastTick: 61 + n * 60,
    firstMs: 33 + n * 2000,
    lastMs: 2033 + n * 2000,
    bytes,
    rawBytes: bytes * 3,
  })),
  moments: [{ kind: "kill", seats: [3, 1], tick: 77 }],
  state: "whole",
};
const parts = SIZES.map((size, n) => new Uint8Array(size).fill(n + 1));
const file = Buffer.concat([replayFileStart(index), ...parts]);
const copy = () => structuredClone(index) as any;
const problem = (bytes: Uint8Array) => {
  const read = readReplayFile(bytes);
  return read.ok ? undefined : read.problem;
};
const container = (json: string, rest: Uint8Array = new Uint8Array()) => {
  const out = new ByteWriter();
  out.raw(Uint8Array.from([0x56, 0x45, 0x4c, 0x42, 1]));
  out.varint(json.length);
  out.raw(Buffer.from(json));
  out.raw(rest);
  return out.take();
};

describe("a replay file", () => {
  it("gives back its index and each of its segments", () => {
    const read = readReplayFile(file);
    assert.ok(read.ok);
    assert.deepEqual(read.file.index, index);
    parts.forEach((part, n) => {
      assert.deepEqual(Buffer.from(read.file.segment(n) ?? []), Buffer.from(part));
    });
    assert.equal(read.file.segment(3), undefined);
    assert.equal(read.file.segment(-1), undefined);
  });

  it("says what it is where it cannot be read", () => {
    assert.equal(problem(new Uint8Array()), "not a replay");
    assert.equal(problem(Buffer.from("GIF89a and so on")), "not a replay");
    assert.equal(problem(Uint8Array.from([...file.subarray(0, 4), 9, ...file.subarray(5)])), "an unknown format");
    assert.equal(problem(Buffer.concat([file, Uint8Array.of(0)])), "damaged");
    for (let length = 4; length < file.length; length++) assert.equal(problem(file.subarray(0, length)), "cut short", `${length} bytes`);
  });

  it("with an index that lies is refused", () => {
    const lies: ((of: any) => void)[] = [
      (of) => (of.segments[1].n = 2),
      (of) => (of.segments[1].firstTick = 3),
      (of) => (of.segments[1].lastTick = 30),
      (of) => (of.segments[2].lastMs = 1),
      (of) => (of.segments[0].bytes = -40),
      (of) => (of.segments[0].bytes = 40.5),
      (of) => (of.segments[0].rawBytes = 2 ** 40),
      (of) => (of.moments[0].seats = ["0"]),
      (of) => (of.moments[0].tick = 1e9),
      (of) => (of.moments = Array(100_001).fill(of.moments[0])),
      (of) => (of.head.schema = "0g"),
      (of) => (of.head.schema = "00".repeat(300_000)),
      (of) => (of.head.tickHz = 0),
      (of) => (of.head.matchId = "../../etc"),
      (of) => (of.state = "live"),
      (of) => delete of.head,
    ];
    for (const lie of lies) {
      const of = copy();
      lie(of);
      assert.equal(problem(container(JSON.stringify(of), Buffer.concat(parts))), "damaged", String(lie));
    }
    for (const json of ["null", "[]", "7", '"x"', "{}", "{", "[".repeat(200_000)]) assert.equal(problem(container(json)), "damaged");
  });

  it("that claims to be huge is refused at once", () => {
    const out = new ByteWriter();
    out.raw(Uint8Array.from([0x56, 0x45, 0x4c, 0x42, 1]));
    out.varint(2 ** 50);
    assert.equal(problem(out.take()), "damaged");
    assert.equal(problem(Uint8Array.from([0x56, 0x45, 0x4c, 0x42, 1, ...Array(20).fill(0xff)])), "damaged");
  });

  it("is read or refused with a word, whatever is changed in it", () => {
    for (let round = 0; round < 3000; round++) {
      const bytes = Uint8Array.from(file);
      bytes[Math.floor(noise(1, round, 0) * bytes.length)] = Math.floor(noise(2, round, 0) * 256);
      const read = readReplayFile(bytes);
      if (read.ok) for (const { n, bytes: size } of read.file.index.segments) assert.equal(read.file.segment(n)?.length, size);
    }
  });
});

describe("the index of a broadcast", () => {
  it("is made anew from what is known: nothing else gets through", () => {
    const read = checkIndex({ ...copy(), state: "live", segments: [], moments: [], extra: 1, head: { ...index.head, seed: 5 } });
    assert.deepEqual(read, { head: index.head, segments: [], moments: [], state: "live" });
  });
});
