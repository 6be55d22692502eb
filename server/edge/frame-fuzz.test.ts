import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { type Client, ClientState, ProtocolModifier, Room } from "@colyseus/core";
import { schema, t } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import { layoutOf, scalarsOf } from "../../rooms/lib/layout.ts";
import { checkFrame } from "./frame-guard.ts";

const FRAMES = 200_000;
const Input = schema(
  { x: t.int8().default(0), aim: t.uint16().default(0), fire: t.boolean().default(false), v: t.float32().default(0), id: t.uint32().default(0) },
  "FuzzInput",
);
const fields = scalarsOf(layoutOf(Input));

/** Mulberry32: the same frames again for the same seed. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function honestFrames(pick: (below: number) => number): Uint8Array[] {
  const input = new Input();
  const encoder = new InputEncoder(input);
  const frames: Uint8Array[] = [];
  for (let i = 0; i < 200; i++) {
    Object.assign(input, { x: pick(256) - 128, aim: pick(65536), fire: pick(2) === 1, v: pick(1000) / 8, id: pick(2 ** 31) });
    const body = encoder.encode();
    frames.push(Uint8Array.from([19, ...body]), Uint8Array.from([19 | ProtocolModifier.TIMED, 16 + pick(32), ...body]));
  }
  const text = [...Buffer.from("chat")];
  frames.push(
    Uint8Array.from([13, 0xa4, ...text]),
    Uint8Array.from([13, 0xa4, ...text, 0x82, 0xa1, 97, 0x93, 1, 0xc3, 0xcb, 0, 0, 0, 0, 0, 0, 0, 0, 0xa1, 98, 0xa2, 104, 105]),
  );
  frames.push(
    Uint8Array.from([21, 5, 0xa4, ...text, 0xd4, 0, 0]),
    Uint8Array.from([21, 0xcd, 1, 1, 0xa4, ...text, 0x81, 0xa1, 97, 0xcd, 1, 2]),
    Uint8Array.from([18]),
  );
  return frames;
}

function mutated(frame: Uint8Array, pick: (below: number) => number): Uint8Array {
  const bytes = [...frame];
  for (let edits = pick(4); edits >= 0; edits--) {
    const at = pick(bytes.length + 1);
    const edit = pick(4);
    if (edit === 0) bytes[Math.min(at, bytes.length - 1)] = pick(256);
    else if (edit === 1) bytes.splice(at, 0, pick(256));
    else if (edit === 2) bytes.splice(at, 1 + pick(3));
    else bytes.push(...bytes.slice(at));
    if (bytes.length === 0) bytes.push(pick(256));
  }
  return Uint8Array.from(bytes.slice(0, 4096));
}

/** A real room of Colyseus and a client that only counts what would be said to it. */
class FuzzRoom extends Room {
  heard = 0;
  override messages = { chat: () => void this.heard++, _: () => void this.heard++ };
  override onCreate(): void {
    this.inputs = this.defineInput(Input, { bufferMaxSize: 32 });
  }
}

interface Inner {
  __init(): void;
  _inputController: { allocate(client: unknown): void };
  _onMessage(client: unknown, bytes: Buffer): void;
}

interface Reading {
  readonly verdicts: ReadonlyMap<string, number>;
  readonly heard: number;
  /** The first frame that made Colyseus print something or cut the client off, and what it said. */
  readonly trouble: string | undefined;
}

/** Gives every frame whose verdict is in `admitted` to a real room, until one makes trouble. */
function readFrames(seed: number, count: number, admitted: readonly string[]): Reading {
  const pick = generator(seed);
  const room = new FuzzRoom();
  const inner = room as unknown as Inner;
  inner.__init();
  room.onCreate();
  const trouble: string[] = [];
  const leave = (code: number) => void trouble.push(`left with ${code}`);
  const client = { ref: new EventEmitter(), state: ClientState.JOINED, sessionId: "s", raw() {}, enqueueRaw() {}, leave };
  inner._inputController.allocate(client as unknown as Client);
  const levels = ["log", "info", "warn", "error", "debug"] as const;
  const before = levels.map((level) => console[level]);
  for (const level of levels) console[level] = (...args) => void trouble.push(String(args[0]).slice(0, 300));
  const verdicts = new Map<string, number>();
  const honest = honestFrames(pick);
  try {
    for (let i = 0; i < count && trouble.length === 0; i++) {
      const sample = honest[pick(honest.length)] ?? Uint8Array.of(0);
      const kind = pick(10);
      const frame = kind === 0 ? sample : kind < 3 ? Uint8Array.from({ length: 1 + pick(24) }, () => pick(256)) : mutated(sample, pick);
      const verdict = checkFrame(frame, fields);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (kind === 0) assert.equal(verdict, "ok", `an honest frame: ${frame}`);
      // Joining and leaving are one byte, and change the client rather than read anything.
      if (!admitted.includes(verdict) || frame[0] === 10 || frame[0] === 12) continue;
      inner._onMessage(client, Buffer.from(frame));
      if (trouble.length > 0) trouble.unshift(`frame ${frame} of seed ${seed}`);
    }
  } finally {
    for (const [index, level] of levels.entries()) console[level] = before[index] ?? console.log;
  }
  return { verdicts, heard: room.heard, trouble: trouble.length > 0 ? trouble.join(": ") : undefined };
}

describe("frames that checkFrame lets through", () => {
  const seed = Date.now() % 2 ** 31;

  it(`are read by Colyseus without a throw, an error or a line of output (${FRAMES} frames, seed ${seed})`, function () {
    this.timeout(60_000);
    const { verdicts, heard, trouble } = readFrames(seed, FRAMES, ["ok"]);
    assert.equal(trouble, undefined);
    assert.ok((verdicts.get("ok") ?? 0) > FRAMES / 20, "enough frames were let through to say something");
    for (const verdict of ["opcode", "input", "stamp", "type", "payload"])
      assert.ok(verdicts.has(verdict), `some frame was refused for its ${verdict}`);
    assert.ok(heard > 0);
  });

  it("would be noticed here if a refused one were among them", () => {
    assert.ok(readFrames(seed, 5000, ["ok", "input"]).trouble);
    assert.ok(readFrames(seed, 5000, ["ok", "payload"]).trouble);
  });
});
