import assert from "node:assert/strict";
import { Encoder, Reflection, schema, t } from "@colyseus/schema";
import { float32, int8, int16, int32, integer, uint8, uint16, uint32 } from "./wire.ts";

const WRITES = { uint8, uint16, uint32, int8, int16, int32, float32 };
const RANGES = {
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  float32: [-3.4028234663852886e38, 3.4028234663852886e38],
} as const;
const HARD = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e30,
  -1e30,
  1e39,
  -1e39,
  -0,
  0.1,
  -0.1,
  0.5,
  -0.5,
  1.5,
  255.5,
  2 ** 31,
  2 ** 32,
  5e-324,
];

describe("a write for the wire", () => {
  for (const [type, write] of Object.entries(WRITES)) {
    const [min, max] = RANGES[type as keyof typeof RANGES];

    it(`clamps to the range of ${type} and makes 0 of NaN and -0`, () => {
      assert.equal(write(Number.POSITIVE_INFINITY), max);
      assert.equal(write(Number.NEGATIVE_INFINITY), min);
      assert.ok(Object.is(write(Number.NaN), 0));
      assert.ok(Object.is(write(-0), 0));
    });

    it(`gives a value that ${type} carries bit for bit, and the same when written again`, () => {
      const State = schema(
        {
          value: {
            uint8: t.uint8(),
            uint16: t.uint16(),
            uint32: t.uint32(),
            int8: t.int8(),
            int16: t.int16(),
            int32: t.int32(),
            float32: t.float32(),
          }[type as keyof typeof RANGES],
        },
        `Wire_${type}`,
      );
      for (const hard of HARD) {
        const value = write(hard);
        const state = new State();
        state.value = value;
        const encoder = new Encoder(state);
        const decoder = Reflection.decode(Reflection.encode(encoder));
        decoder.decode(encoder.encodeAll().slice());
        assert.ok(Object.is((decoder.state as unknown as { value: number }).value, value), `${hard} -> ${value}`);
        assert.ok(Object.is(write(value), value), `${hard} -> ${value}`);
      }
    });
  }

  it("rounds half up", () => {
    assert.deepEqual([0.4, 0.5, 1.5, 2.5, -0.5, -0.6, -1.5].map(int8), [0, 1, 2, 3, 0, -1, -1]);
  });

  it("makes the least of NaN where 0 is out of range", () => assert.equal(integer(Number.NaN, 5, 9), 5));
});
