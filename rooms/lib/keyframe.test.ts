import assert from "node:assert/strict";
import { Encoder, schema, t } from "@colyseus/schema";
import { hands } from "../../server/testing/hands/game.ts";
import { playMatch } from "../../server/testing/play-match.ts";
import { arena } from "../arena/game.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { DataReader, DataWriter } from "./data-codec.ts";
import type { AnyGame, World } from "./game.ts";
import { hashWorld } from "./hash.ts";
import { decodeKeyframe, encodeKeyframe } from "./keyframe.ts";
import { layoutOf } from "./layout.ts";
import { toPlain } from "./plain.ts";
import { noise } from "./random.ts";

const games = [arena, hands] as unknown as AnyGame[];
const room = { clockMs: 1234.5, nextRefId: 100_000 };

function worldAfter(game: AnyGame, ticks: number): World {
  let last: World | undefined;
  playMatch(game, { seed: 5, maxTicks: ticks }, (world) => {
    last = world;
  });
  assert.ok(last);
  return last;
}

describe("a keyframe", () => {
  for (const game of games) {
    const layout = layoutOf(game.State);

    it(`of ${game.id} brings the whole world back, to the same hash and on plain objects, at every tick`, () => {
      let compared = 0;
      playMatch(game, { seed: 3, maxTicks: 300 }, (world) => {
        const read = decodeKeyframe(layout, encodeKeyframe(layout, world, room));
        assert.equal(hashWorld(layout, read.world), hashWorld(layout, world));
        compared++;
      });
      assert.ok(compared > 30);
    });

    it(`of ${game.id} holds the reference ids in the order of the walk, and what the room counts on`, () => {
      const world = worldAfter(game, 60);
      const { root } = new Encoder(world as never);
      const nextRefId = (root as unknown as { nextUniqueId: number }).nextUniqueId;
      const read = decodeKeyframe(layout, encodeKeyframe(layout, world, { clockMs: 17.25, nextRefId }));
      assert.deepEqual([read.clockMs, read.nextRefId, read.refIds.length], [17.25, nextRefId, nextRefId]);
      assert.deepEqual(
        read.refIds.toSorted((a, b) => a - b),
        [...Array(nextRefId).keys()],
      );
      assert.deepEqual(decodeKeyframe(layout, encodeKeyframe(layout, toPlain(layout, world), room)).refIds, []);
    });

    it(`of ${game.id} that was damaged is refused or bounded, never more`, () => {
      const bytes = encodeKeyframe(layout, worldAfter(game, 200), room);
      const began = performance.now();
      let refused = 0;
      for (let round = 0; round < 1500; round++) {
        const copy = bytes.slice(0, round % 3 === 0 ? Math.floor(noise(9, round, 0) * bytes.length) : bytes.length);
        for (let i = 0; i <= round % 3; i++) copy[Math.floor(noise(7, round, i) * copy.length)] = Math.floor(noise(8, round, i) * 256);
        try {
          decodeKeyframe(layout, copy);
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
          refused++;
        }
      }
      assert.ok(refused > 300);
      assert.ok(performance.now() - began < 10_000);
    });
  }

  it("of a build whose state had other fields is refused, not misread", () => {
    const Other = schema({ tick: t.uint32().default(0), phase: t.string().default("") }, "Other");
    const bytes = encodeKeyframe(layoutOf(hands.State), worldAfter(hands as unknown as AnyGame, 20), room);
    assert.throws(() => decodeKeyframe(layoutOf(Other), bytes), /another/);
  });
});

describe("plain data as bytes", () => {
  const written = (value: unknown) => {
    const out = new ByteWriter();
    new DataWriter(out).data(value);
    return out.take();
  };
  const read = (bytes: Uint8Array) => new DataReader(new ByteReader(bytes)).data();

  it("comes back as it was, with the bits of every number and the order of keys", () => {
    const value = {
      z: [0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 40), 239, 240],
      a: { text: "Zoë 🎴", none: null, gap: undefined, yes: true, no: false },
      runs: [...Array(300).fill(0), 7, ...Array(20).fill(-1)],
      rows: [{ x: 1, y: 2 }, { x: 3, y: 4 }, {}],
      empty: [],
    };
    const back = read(written(value)) as typeof value;
    assert.deepEqual(back, value);
    assert.ok(Object.is(back.z[1], -0));
    assert.deepEqual(Object.keys(back), Object.keys(value));
  });

  it("writes fields of rows once, and what fills unused places short", () => {
    assert.ok(written(Array(10_000).fill(-1)).length < 10);
    const rows = Array.from({ length: 100 }, () => ({ someLongName: 1, another: 2 }));
    assert.ok(written(rows).length < 100 * 6 + 60);
  });

  it("refuses what would become far more than it is", () => {
    const bomb = (write: (out: ByteWriter) => void) => {
      const out = new ByteWriter();
      write(out);
      return () => read(out.take());
    };
    const list = (tag: number, length: number) => (out: ByteWriter) => {
      out.byte(tag);
      out.varint(length);
    };
    assert.throws(bomb(list(0xf8, 2 ** 40)), RangeError);
    assert.throws(bomb(list(0xf7, 2 ** 40)), RangeError);
    assert.throws(bomb(list(0xf6, 2 ** 30)), RangeError);
    assert.throws(
      bomb((out) => {
        list(0xf7, 30)(out);
        for (let i = 0; i < 30; i++) {
          list(0xf8, 60_000)(out);
          out.zigzag(0);
          out.varint(60_000);
        }
      }),
      /more than/,
    );
    assert.throws(
      bomb((out) => {
        for (let i = 0; i < 100_000; i++) list(0xf7, 1)(out);
      }),
      /deeper/,
    );
    const own = written(JSON.parse('{"__proto__": {"tick": 1}}'));
    assert.throws(() => read(own), RangeError);
  });
});
