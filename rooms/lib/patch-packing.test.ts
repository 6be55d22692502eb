import assert from "node:assert/strict";
import { type BroadcastFrame, readFrames, SegmentEncoder } from "./broadcast.ts";
import { ByteWriter } from "./bytes.ts";
import { PatchPacker, PatchUnpacker } from "./patch-packing.ts";
import { noise } from "./random.ts";

/** Bytes in which structures begin, and in which 255 is now and then only a value. */
function patch(seed: number, round: number): Uint8Array {
  const length = Math.floor(noise(seed, round, 0) * 120);
  return Uint8Array.from({ length }, (_, i) => (noise(seed, round, i + 1) < 0.2 ? 255 : Math.floor(noise(seed, round, i, 2) * 12)));
}

describe("packed patches", () => {
  it("come back as they were, in the order they were packed in", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const [packer, unpacker, out] = [new PatchPacker(), new PatchUnpacker(), new ByteWriter()];
      for (let round = 0; round < 100; round++) {
        const one = patch(seed, round);
        packer.pack(one, out);
        assert.deepEqual(Buffer.from(unpacker.unpack(out.take())), Buffer.from(one), `seed ${seed}, patch ${round}`);
      }
    }
  });

  it("leave the bytes that they are made of as they were, Node buffers too", () => {
    const [packer, unpacker, out] = [new PatchPacker(), new PatchUnpacker(), new ByteWriter()];
    for (let round = 0; round < 20; round++) {
      const one = Buffer.from(patch(9, round));
      packer.pack(one, out);
      assert.deepEqual(one, Buffer.from(patch(9, round)));
      const packed = Buffer.from(out.take());
      const before = Buffer.from(packed);
      assert.deepEqual(Buffer.from(unpacker.unpack(packed)), one);
      assert.deepEqual(packed, before);
    }
  });

  it("are frames like any other for who reads a segment", () => {
    const frames: BroadcastFrame[] = [];
    for (const [round, kind] of (["state", "patch", "message", "patch", "patch", "state", "patch"] as const).entries())
      frames.push({ kind, tick: round, atMs: round * 33, bytes: patch(3, round + 40) });
    const encoders = [new SegmentEncoder(), new SegmentEncoder()];
    const bytes = frames.map((frame, i) => (encoders[i < 5 ? 0 : 1] as SegmentEncoder).encode(frame));
    const read = [...readFrames(Buffer.concat(bytes))].map((frame) => ({ ...frame, bytes: Uint8Array.from("bytes" in frame ? frame.bytes : []) }));
    assert.deepEqual(read, frames);
  });

  it("that were damaged are refused or become something as small", () => {
    const [packer, out] = [new PatchPacker(), new ByteWriter()];
    packer.pack(patch(5, 5), out);
    const bytes = out.take();
    let refused = 0;
    for (let round = 0; round < 2000; round++) {
      const copy = Uint8Array.from(bytes);
      copy[Math.floor(noise(6, round, 0) * copy.length)] = Math.floor(noise(7, round, 0) * 256);
      try {
        assert.ok(new PatchUnpacker().unpack(copy).length <= copy.length);
      } catch (error) {
        assert.ok(error instanceof RangeError, String(error));
        refused++;
      }
    }
    assert.ok(refused > 50);
  });
});
