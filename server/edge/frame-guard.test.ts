import assert from "node:assert/strict";
import { ProtocolModifier } from "@colyseus/core";
import { schema, t } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import { layoutOf, scalarsOf } from "../../rooms/lib/layout.ts";
import { checkFrame } from "./frame-guard.ts";

const Input = schema(
  { moveX: t.int8().default(0), aim: t.uint16().default(0), fire: t.boolean().default(false), speed: t.float32().default(0) },
  "GuardInput",
);
const fields = scalarsOf(layoutOf(Input));
const check = (...bytes: number[]) => checkFrame(Uint8Array.from(bytes), fields);
const ascii = (text: string) => [...Buffer.from(text)];
const message = (type: string, ...payload: number[]) => check(13, 0xa0 + type.length, ...ascii(type), ...payload);

const RELIABLE = 19;
const UNRELIABLE = 20;
const TIMED = ProtocolModifier.TIMED;

describe("checkFrame", () => {
  it("lets the frames through with which a client joins, leaves and measures latency, and nothing behind their byte", () => {
    for (const opcode of [10, 12, 18]) {
      assert.equal(check(opcode), "ok");
      assert.equal(check(opcode, 0), "length");
    }
  });

  it("refuses an empty frame, unknown opcodes, raw bytes, and modifiers that no client sends", () => {
    assert.equal(check(), "empty");
    for (const opcode of [0, 1, 11, 14, 15, 16, 17, 22, 31, 255]) assert.equal(check(opcode, 1, 2), "opcode");
    for (const modifier of [0x20, 0x40, 0x60, 0xc0, 0xe0]) assert.equal(check(RELIABLE | modifier), "opcode");
    assert.equal(check(13 | TIMED, 0xa1, 97), "opcode");
  });

  it("[C2] refuses the ring of unreliable inputs, whatever lengths it claims", () => {
    assert.equal(check(UNRELIABLE, 1, 0xff), "opcode");
    assert.equal(check(UNRELIABLE | TIMED, 1, 0), "opcode");
  });

  it("[C3] refuses a stamp block of the ring and any stamp that is cut short, no number, or beyond reason", () => {
    assert.equal(check(UNRELIABLE | TIMED, 0xce, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0), "opcode");
    assert.equal(check(RELIABLE | TIMED), "stamp");
    assert.equal(check(RELIABLE | TIMED, 0xce, 1, 2, 3), "stamp");
    assert.equal(check(RELIABLE | TIMED, 0xc5, 1), "stamp");
    assert.equal(check(RELIABLE | TIMED, 0xca, 0, 0, 0xc0, 0x7f), "stamp", "NaN");
    assert.equal(check(RELIABLE | TIMED, 0xcb, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f), "stamp", "infinity");
    assert.equal(check(RELIABLE | TIMED, 0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), "stamp");
  });

  it("lets an input through with a stamp, without one, and without a body", () => {
    assert.equal(check(RELIABLE), "ok");
    assert.equal(check(RELIABLE | TIMED, 33), "ok");
    assert.equal(check(RELIABLE | TIMED, 0xe0, 128, 5), "ok");
    assert.equal(check(RELIABLE | TIMED, 0xce, 1, 2, 3, 4, 129, 1, 2, 2, 1), "ok");
  });

  it("lets everything through that the SDK's encoder makes of an input", () => {
    const input = new Input();
    const encoder = new InputEncoder(input);
    for (let i = 0; i < 200; i++) {
      const bytes = encoder.encode();
      assert.equal(check(RELIABLE, ...bytes), "ok", `frame ${i}: ${bytes}`);
      if (i % 2) input.moveX = (i % 255) - 127;
      if (i % 3) input.aim = (i * 331) % 65536;
      if (i % 5) input.fire = !input.fire;
      if (i % 7) input.speed = i / 7;
      if (i % 50 === 49) encoder.reset();
    }
  });

  it("[C34] refuses an input with a field that does not exist, a value cut short, a deletion, a switch of structure or a field twice too often", () => {
    assert.equal(check(RELIABLE, 4, 1), "input");
    assert.equal(check(RELIABLE, 128), "input");
    assert.equal(check(RELIABLE, 1, 1), "input");
    assert.equal(check(RELIABLE, 3, 0, 0, 0), "input");
    assert.equal(check(RELIABLE, 64), "input");
    assert.equal(check(RELIABLE, 192, 1), "input");
    assert.equal(check(RELIABLE, 255, 0), "input");
    assert.equal(check(RELIABLE, ...[0, 1, 0, 1, 0, 1, 0, 1, 0, 1]), "input");
  });

  it("lets messages and requests with a short name and a plain payload through", () => {
    assert.equal(message("rematch.vote"), "ok");
    assert.equal(message("chat", 0x81, 0xa4, ...ascii("text"), 0xa2, 0xc3, 0xa9), "ok");
    assert.equal(message("undefined", 0xd4, 0, 0), "ok");
    assert.equal(check(21, 7, 0xa4, ...ascii("vote"), 0xc0), "ok");
    assert.equal(check(13, 0xd9, 40, ...ascii("a".repeat(40))), "ok");
  });

  it("refuses a message whose name is missing, a number, too long, cut short or not text", () => {
    assert.equal(check(13), "type");
    assert.equal(check(13, 5), "type");
    assert.equal(check(13, 0xa0), "type");
    assert.equal(check(13, 0xd9, 65, ...ascii("a".repeat(65))), "type");
    assert.equal(check(13, 0xda, 1, 0, 97), "type");
    assert.equal(check(13, 0xa5, 97, 98), "type");
    assert.equal(check(13, 0xa1, 0xff), "type");
    assert.equal(check(13, 0xa1, 7), "type");
    assert.equal(check(21, 0xff, 0xa1, 97), "payload", "a request id below 0");
    assert.equal(check(21, 0xcb, 0, 0), "payload", "a request id cut short");
  });

  it("lets objects through as the SDK packs them: as records, whose keys may be used again in the same message", () => {
    const keys = (...names: string[]) => [0x90 + names.length, ...names.flatMap((name) => [0xa0 + name.length, ...ascii(name)])];
    const record = (id: number, names: string[], ...values: number[]) => [0xd4, 0x72, id, ...keys(...names), ...values];
    assert.equal(message("a", ...record(0x40, ["tick"], 5)), "ok");
    assert.equal(message("a", ...record(0x40, [])), "ok");
    assert.equal(message("a", 0x92, ...record(0x40, ["x", "y"], 1, 2), 0x40, 3, 4), "ok", "a record used again");
    assert.equal(message("a", ...record(0x40, ["in"], ...record(0x41, ["x"], 0xc0))), "ok", "one in another");
    assert.equal(message("a", ...record(0x40, ["x", "y"], 1)), "payload", "a value is missing");
    assert.equal(message("a", 0x92, ...record(0x40, ["x", "y"], 1, 2), 0x40, 3), "payload", "a value of the second is missing");
    assert.equal(message("a", ...record(0x40, ["__proto__"], 1)), "payload", "a name of a prototype");
    assert.equal(message("a", 0xd4, 0x72, 0x40, 0x91, 5, 1), "payload", "a key that is no text");
    assert.equal(message("a", 0xd4, 0x72, 0x40, 0xdc, 0xff, 0xff), "payload", "more keys than a message may have");
    assert.equal(message("a", 0xd4, 0x72, 0x20, 0x90), "payload", "a number that no encoder gives");
    assert.equal(message("a", ...record(0x40, ["x"], ...Array<number>(40).fill(0x40), 0xc0)), "payload", "one in itself, too deep");
  });

  it("[C6] refuses payloads that JSON could not have said: 64-bit numbers, bytes, extensions, text that is none", () => {
    const refused = [
      [0xcf, 0, 0, 0, 0, 0, 0, 0, 1],
      [0xd3, 0, 0, 0, 0, 0, 0, 0, 1],
      [0xc4, 1, 1],
      [0xc7, 1, 1, 1],
      [0xd4, 1, 0],
      [0xd6, 0xff, 0, 0, 0, 0],
      [0xc1],
      [0xa1, 0xff],
    ];
    for (const payload of refused) assert.equal(message("a", ...payload), "payload", String(payload));
  });

  it("[C6] refuses payloads that are cut short, have bytes left over, are too deep, too many, or name a prototype", () => {
    assert.equal(message("a", 0xdd, 0xff, 0xff, 0xff, 0xff), "payload");
    assert.equal(message("a", 0xdc, 0xff, 0xff), "payload");
    assert.equal(message("a", 0xda, 0xff, 0xff, 97), "payload");
    assert.equal(message("a", 0xc0, 0xc0), "payload");
    assert.equal(message("a", ...Array<number>(100).fill(0x91), 0xc0), "payload");
    assert.equal(message("a", 0xdc, 1, 44, ...Array<number>(300).fill(0xc0)), "payload");
    assert.equal(message("a", 0x81, 0xa9, ...ascii("__proto__"), 0x80), "payload");
    assert.equal(message("a", 0x81, 1, 1), "payload");
    assert.equal(checkFrame(Uint8Array.from([13, 0xa1, 97, 0xda, 9, 0, ...Array<number>(2304).fill(97)]), fields), "too-large");
  });
});
