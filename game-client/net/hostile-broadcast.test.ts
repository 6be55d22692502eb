import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Encoder, Reflection, schema, t } from "@colyseus/schema";
import { arena } from "../../rooms/arena/game.ts";
import { type BroadcastFrame, encodeFrame, readFrames } from "../../rooms/lib/broadcast.ts";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { replayFileStart } from "../../rooms/lib/replay-file.ts";
import { type RecordedBroadcast, recordBroadcast } from "../../server/testing/recorded-broadcast.ts";
import { recordedSource, type SourceChange } from "../../server/testing/recorded-source.ts";
import { until } from "../../server/testing/until.ts";
import { BroadcastSchema } from "./broadcast-schema.ts";
import type { BroadcastSource } from "./broadcast-source.ts";
import { fileBroadcast } from "./file-broadcast.ts";
import { openReplay } from "./open-playback.ts";

const game = arena as unknown as AnyGame;

describe("a broadcast that may come from anywhere", () => {
  let dir: string;
  let recorded: RecordedBroadcast;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "velarium-test-"));
    recorded = await recordBroadcast(dir, arena, { seats: 4, seed: 4, maxTicks: 300 });
  });

  after(() => rm(dir, { recursive: true, force: true }));

  const file = (change: Partial<RecordedBroadcast> = {}) => {
    const { index, segments } = { ...recorded, ...change };
    return new Blob([new Uint8Array(replayFileStart(index)), ...segments]);
  };
  /** Plays to its end, or as far as it goes. */
  const play = async (source: BroadcastSource) => {
    const match = openReplay({ game, source });
    await until("it is open", () => match.ready || match.status.kind === "failed");
    match.setSpeed(8);
    let ms = 0;
    await until("it ends", () => {
      ms += 50;
      match.frame(ms);
      return match.status.kind === "ended" || match.status.kind === "failed";
    });
    const { status, tick } = match;
    match.close();
    return { status, tick };
  };
  const failure = async (change: SourceChange) => {
    const { status } = await play(recordedSource(recorded, change));
    return status.kind === "failed" ? status.code : status.kind;
  };
  const refilled = (n: number, refill: (frames: BroadcastFrame[]) => BroadcastFrame[]) => ({
    bytes: (at: number, bytes: Uint8Array<ArrayBuffer>) =>
      at === n ? new Uint8Array(gzipSync(Buffer.concat(refill([...readFrames(gunzipSync(bytes))]).map(encodeFrame)))) : bytes,
  });

  it("plays from a file as it was written", async () => {
    const source = await fileBroadcast(file());
    assert.ok(source.ok);
    assert.deepEqual(await play(source.value), { status: { kind: "ended" }, tick: 300 });
  });

  it("is refused as a file that is foreign, cut or of a newer format", async () => {
    const whole = new Uint8Array(await file().arrayBuffer());
    const code = async (bytes: Uint8Array<ArrayBuffer>) => {
      const read = await fileBroadcast(new Blob([bytes]));
      return read.ok ? "read" : read.code;
    };
    assert.equal(await code(new TextEncoder().encode("PK\u0003\u0004 something else")), "replay/foreign");
    assert.equal(await code(new Uint8Array()), "replay/foreign");
    assert.equal(await code(whole.slice(0, -1)), "replay/damaged");
    const newer = whole.slice();
    newer[4] = 9;
    assert.equal(await code(newer), "replay/newer");
    for (const length of [3, 4, 5, 6, 40, 2000]) assert.notEqual(await code(whole.slice(0, length)), "read");
  });

  it("fails with a code, at once, where a segment is no gzip, a bomb, or not what the index says", async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    assert.equal(await failure({ bytes: (n, bytes) => (n === 1 ? new Uint8Array(100) : bytes) }), "replay/damaged");
    assert.equal(await failure({ bytes: (n, bytes) => (n === 1 ? bomb : bytes) }), "replay/damaged");
    assert.equal(await failure({ bytes: (n, bytes) => (n === 1 ? bytes.slice(0, -9) : bytes) }), "replay/damaged");
    assert.equal(await failure({ bytes: (n, bytes) => (n === 1 ? (recorded.segments[2] ?? bytes) : bytes) }), "replay/damaged");
    assert.equal(await failure(refilled(1, (frames) => frames.slice(1))), "replay/damaged");
    assert.equal(await failure(refilled(1, (frames) => frames.slice(0, -5))), "replay/damaged");
    assert.equal(
      await failure(refilled(1, (frames) => [...frames.slice(0, 20), ...frames.slice(5, 20), ...frames.slice(20)].slice(0, 60))),
      "replay/damaged",
    );
  });

  it("fails or plays, but never hangs and never throws, where any byte of a frame is another", async () => {
    const random = createRandom(99);
    const quiet = silence();
    try {
      for (let i = 0; i < 60; i++) {
        const change = refilled(1, (frames) =>
          frames.map((frame) => {
            if (!("bytes" in frame) || nextInt(random, 8) !== 0) return frame;
            const bytes = frame.bytes.slice();
            bytes[nextInt(random, bytes.length)] = nextInt(random, 256);
            return { ...frame, bytes };
          }),
        );
        const startedMs = performance.now();
        const kind = await failure(change);
        assert.ok(kind === "ended" || kind === "replay/damaged", kind);
        assert.ok(performance.now() - startedMs < 3000);
      }
    } finally {
      quiet();
    }
  });

  it("is refused where its schema is damaged, goes in a circle, or lacks what is drawn, and says which field", () => {
    const refused = (hex: string) => {
      try {
        BroadcastSchema.read(game, hex);
        return "read";
      } catch (error) {
        assert.ok(error instanceof RangeError, String(error));
        return error.message;
      }
    };
    const quiet = silence();
    try {
      assert.equal(refused(recorded.index.head.schema), "read");
      assert.match(refused("zz"), /hex/);
      assert.match(refused(""), /no types/);
      const random = createRandom(5);
      for (let i = 0; i < 300; i++) {
        const bytes = Buffer.from(recorded.index.head.schema, "hex");
        for (let flips = 0; flips < 3; flips++) bytes[nextInt(random, bytes.length)] = nextInt(random, 256);
        refused(bytes.toString("hex"));
      }
    } finally {
      quiet();
    }
    assert.match(refused(circle()), /circle/);
    const Older = schema({ phase: t.string(), tick: t.uint32(), matchId: t.string() }, "Older");
    assert.match(refused(Buffer.from(Reflection.encode(new Encoder(new Older()))).toString("hex")), /code|players|map/);
  });

  it("of an older build shows a newer field as it begins, and names one that cannot be made up", () => {
    const Player = schema({ seat: t.uint8(), name: t.string(), team: t.uint8(), score: t.uint16(), x: t.uint16() }, "Player");
    const State = schema({ phase: t.string(), tick: t.uint32(), matchId: t.string(), players: t.map(Player) }, "State");
    const older = Buffer.from(Reflection.encode(new Encoder(new State()))).toString("hex");
    const PlayerNow = schema(
      { ...{ seat: t.uint8(), name: t.string(), team: t.uint8() }, score: t.uint16(), x: t.uint16(), y: t.uint16().default(3) },
      "PlayerNow",
    );
    const now = { phase: t.string(), tick: t.uint32(), matchId: t.string(), wind: t.uint8().default(7), players: t.map(PlayerNow) };
    const StateNow = schema(now, "StateNow") as unknown as AnyGame["State"];
    assert.throws(
      () => BroadcastSchema.read({ ...game, State: StateNow, smooth: { players: { fields: ["x", "y"], snap: 1 } } }, older),
      /players\.y did not/,
    );
    const read = BroadcastSchema.read<World & { wind: number }>({ ...game, State: StateNow, smooth: {} }, older);
    const decoder = read.decoder();
    const encoder = new Encoder(new State());
    encoder.state.tick = 5;
    encoder.state.players.set("0", new Player());
    decoder.apply(encoder.encodeAll().slice(), true);
    assert.equal(decoder.state.tick, 5);
    assert.equal(decoder.state.wind, 7);
    assert.equal((decoder.state.players.get("0") as unknown as { y: number }).y, 3);
  });
});

/** Two types, each made from the other. */
function circle(): string {
  const metadata = (Reflection as unknown as { [Symbol.metadata]: Record<number, { type: { array: new () => object } }> })[Symbol.metadata];
  const Type = metadata[0]?.type.array;
  assert.ok(Type);
  const reflection = new Reflection();
  for (const [id, extendsId] of [
    [0, 1],
    [1, 0],
  ])
    reflection.types.push(Object.assign(new Type(), { id, extendsId }) as never);
  return Buffer.from(new Encoder(reflection).encodeAll()).toString("hex");
}

/** What the decoder says of damaged bytes before it is stopped. */
function silence(): () => void {
  const { error, warn } = console;
  console.error = console.warn = () => undefined;
  return () => Object.assign(console, { error, warn });
}
