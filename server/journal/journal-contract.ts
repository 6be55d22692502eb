import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { type BroadcastFrame, type BroadcastHead, readFrames } from "../../rooms/lib/broadcast.ts";
import { newMatchId } from "../ids.ts";
import type { Journal } from "./journal.ts";

function headOf(matchId: string = newMatchId()): BroadcastHead {
  return { game: "hands", build: "test", matchId, startedAt: 1_700_000_000_000, tickHz: 5, patchHz: 5, schema: "00ff" };
}

/** A state each ten ticks, else a patch; a moment at each seventh. */
function framesOf(ticks: number): BroadcastFrame[] {
  const frames: BroadcastFrame[] = [];
  for (let tick = 1; tick <= ticks; tick++) {
    const at = { tick, atMs: tick * 200 };
    if (tick > 1) frames.push({ kind: "patch", ...at, bytes: Uint8Array.of(128, tick & 255, 255, 7, tick & 255) });
    if (tick % 7 === 0) frames.push({ kind: "moment", ...at, moment: { kind: "reveal", seats: [tick % 2] } });
    if (tick % 10 === 1) frames.push({ kind: "state", ...at, bytes: Uint8Array.of(1, 2, tick & 255) });
  }
  return frames;
}

/** Waits until a condition gives something true, and returns it. */
type Until = <T>(what: string, condition: () => T | Promise<T>) => Promise<NonNullable<T>>;

/** What every adapter of Journal does. */
export function journalContract(open: () => Journal | Promise<Journal>, until: Until): void {
  async function framesIn(journal: Journal, match: string, segments: number): Promise<BroadcastFrame[]> {
    const frames: BroadcastFrame[] = [];
    for (let n = 0; n < segments; n++) {
      const bytes = await journal.segment(match as never, n);
      assert.ok(bytes, `segment ${n}`);
      frames.push(...readFrames(gunzipSync(bytes)));
    }
    return frames;
  }
  const plain = (frames: readonly BroadcastFrame[]) => frames.map((frame) => ("bytes" in frame ? { ...frame, bytes: [...frame.bytes] } : frame));

  it("[JN-1] gives back the bytes of a record in order, while it is written and after", async () => {
    const journal = await open();
    const match = newMatchId();
    const stream = journal.openRecord(match);
    for (let i = 0; i < 50; i++) stream.append(Uint8Array.of(i, i));
    await until("they are there", async () => (await journal.readRecord(match))?.length === 100);
    stream.append(Uint8Array.of(99));
    await Promise.all([stream.close(), stream.close()]);
    stream.append(Uint8Array.of(100));
    assert.deepEqual([...((await journal.readRecord(match)) ?? [])], [...Array(50).keys()].flatMap((i) => [i, i]).concat(99));
  });

  it("[JN-1] calls what makes the bytes of a record once each, in order among bytes", async () => {
    const journal = await open();
    const match = newMatchId();
    const stream = journal.openRecord(match);
    let made = 0;
    const next = () => Uint8Array.of(made++);
    for (let i = 0; i < 40; i++) stream.append(i % 4 === 3 ? Uint8Array.of(200 + i) : next);
    await until("they are there", async () => (await journal.readRecord(match))?.length === 40);
    for (let i = 0; i < 5; i++) stream.append(next);
    await stream.close();
    stream.append(next);
    const expected = Array.from({ length: 40 }, (_, i) => (i % 4 === 3 ? 200 + i : i - Math.floor(i / 4)));
    assert.deepEqual([...((await journal.readRecord(match)) ?? [])], [...expected, 30, 31, 32, 33, 34]);
    assert.equal(made, 35);
  });

  it("[JN-1] has what came before bytes that could not be made, and says at its close why there is no more", async () => {
    const journal = await open();
    const match = newMatchId();
    const stream = journal.openRecord(match);
    stream.append(Uint8Array.of(1, 2));
    stream.append(() => {
      throw new RangeError("no bytes");
    });
    stream.append(Uint8Array.of(3));
    await assert.rejects(stream.close(), /no bytes/);
    assert.deepEqual([...((await journal.readRecord(match)) ?? [])], [1, 2]);
  });

  it("[JN-2] knows nothing of a match that was not written", async () => {
    const journal = await open();
    const match = newMatchId();
    assert.equal(await journal.readRecord(match), undefined);
    assert.equal(await journal.index(match), undefined);
    assert.equal(await journal.segment(match, 0), undefined);
    assert.equal(await journal.tail(match, () => {}), undefined);
  });

  it("[JN-3] has every frame once and in order in its segments, each of which begins with a state", async () => {
    const journal = await open();
    const head = headOf();
    const stream = journal.openBroadcast(head);
    const frames: BroadcastFrame[] = [...framesOf(35), { kind: "end", tick: 35, atMs: 7000 }];
    for (const frame of frames) stream.append(frame);
    await stream.close();
    const index = await journal.index(head.matchId as never);
    assert.deepEqual([index?.head, index?.state], [head, "whole"]);
    assert.deepEqual(
      index?.segments.map(({ n, firstTick, lastTick }) => [n, firstTick, lastTick]),
      [
        [0, 1, 11],
        [1, 11, 21],
        [2, 21, 31],
        [3, 31, 35],
      ],
    );
    assert.deepEqual(
      index?.moments,
      [7, 14, 21, 28, 35].map((tick) => ({ kind: "reveal", seats: [tick % 2], tick })),
    );
    assert.deepEqual(plain(await framesIn(journal, head.matchId, 4)), plain(frames));
    for (const { n, bytes, rawBytes } of index?.segments ?? []) {
      const sealed = (await journal.segment(head.matchId as never, n)) as Uint8Array;
      assert.deepEqual([sealed.length, gunzipSync(sealed).length], [bytes, rawBytes]);
    }
    assert.equal(await journal.segment(head.matchId as never, 4), undefined);
  });

  it("[JN-4] never changes a segment once it is there, and says live until it is closed", async () => {
    const journal = await open();
    const head = headOf();
    const stream = journal.openBroadcast(head);
    for (const frame of framesOf(15)) stream.append(frame);
    const first = await until("the first is sealed", () => journal.segment(head.matchId as never, 0));
    const listed = await until("it is listed", async () => {
      const index = await journal.index(head.matchId as never);
      return index?.segments.length === 1 ? index : undefined;
    });
    assert.equal(listed.state, "live");
    for (const frame of framesOf(40).filter(({ tick }) => tick > 15)) stream.append(frame);
    stream.append({ kind: "end", tick: 40, atMs: 8000 });
    await stream.close();
    assert.deepEqual(Buffer.from((await journal.segment(head.matchId as never, 0)) ?? []), Buffer.from(first));
  });

  it("[JN-5] is cut where it was closed without an end, and has all its frames", async () => {
    const journal = await open();
    const head = headOf();
    const stream = journal.openBroadcast(head);
    for (const frame of framesOf(25)) stream.append(frame);
    await stream.close();
    const index = await journal.index(head.matchId as never);
    assert.equal(index?.state, "cut");
    assert.deepEqual(plain(await framesIn(journal, head.matchId, 3)), plain(framesOf(25)));
  });

  it("[JN-6] gives who comes late the newest full state first, and then each frame once", async () => {
    const journal = await open();
    const head = headOf();
    const stream = journal.openBroadcast(head);
    const frames = framesOf(60);
    const at = frames.findIndex(({ tick }) => tick === 26);
    for (const frame of frames.slice(0, at)) stream.append(frame);
    const heard: BroadcastFrame[][] = [[], [], []];
    const stops = [];
    for (const list of heard.slice(0, 2)) stops.push(await journal.tail(head.matchId as never, (frame) => list.push(frame)));
    const from = frames.findIndex(({ kind, tick }) => kind === "state" && tick === 21);
    for (const frame of frames.slice(at, at + 10)) stream.append(frame);
    await until("both heard it", () => heard.slice(0, 2).every((list) => list.length === at + 10 - from));
    stops[0]?.();
    stops.push(await journal.tail(head.matchId as never, (frame) => heard[2]?.push(frame)));
    for (const frame of frames.slice(at + 10)) stream.append(frame);
    await until("the others heard all", () => heard[1]?.at(-1)?.tick === 60 && heard[2]?.at(-1)?.tick === 60);
    assert.deepEqual(plain(heard[0] ?? []), plain(frames.slice(from, at + 10)));
    assert.deepEqual(plain(heard[1] ?? []), plain(frames.slice(from)));
    assert.equal(heard[2]?.[0]?.kind, "state");
    assert.deepEqual(plain(heard[2] ?? []), plain(frames.slice(-(heard[2]?.length ?? 0))));
    await stream.close();
  });

  it("[JN-7] lets a listener that throws hurt nobody", async () => {
    const journal = await open();
    const head = headOf();
    const stream = journal.openBroadcast(head);
    const heard: number[] = [];
    const frames = framesOf(9);
    for (const frame of frames.slice(0, 3)) stream.append(frame);
    await journal.tail(head.matchId as never, () => {
      throw new Error("planted fault");
    });
    await journal.tail(head.matchId as never, ({ tick }) => heard.push(tick));
    for (const frame of frames.slice(3)) stream.append(frame);
    await until("the other heard all", () => heard.length === frames.length);
    await stream.close();
  });
}
