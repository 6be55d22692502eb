import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { type Client, ClientState } from "@colyseus/core";
import { type WireFrame, wireFrame } from "../replays/wire-frame.ts";
import { Crowd } from "./crowd.ts";
import { Watcher } from "./watcher.ts";

const LONG_MS = 6;

/** The bytes that one of the crowd was sent, a write each. */
interface Seat {
  readonly watcher: Watcher;
  readonly writes: Buffer[];
}

describe("all who watch the live edge", () => {
  let crowd: Crowd;
  let sent: number;
  const open = (patchHz: number) =>
    new Crowd({
      patchHz,
      stateNow: () => Buffer.of(),
      sent: (frames) => {
        sent += frames;
      },
    });
  beforeEach(() => {
    sent = 0;
    crowd = open(30);
  });
  afterEach(() => crowd.close());

  it("get each frame at once while a round is short", () => {
    const { writes } = enter(crowd, 0);
    const frames = [1, 2, 3].map(patch);
    for (const frame of frames) crowd.frame(frame);
    assert.deepEqual(writes, frames.map(framed));
    assert.equal(sent, 3);
  });

  it("get two ticks in one write while a round is long, whole and in order, one half of them after each tick", () => {
    const [slow, other] = [enter(crowd, LONG_MS), enter(crowd, 0)];
    const frames = [1, 2, 3, 4, 5, 6].map(patch);
    for (const frame of frames) crowd.frame(frame);
    const bytes = (of: readonly number[]) => Buffer.concat(of.map((i) => framed(frames[i] as WireFrame)));
    assert.deepEqual(slow.writes, [[0], [1], [2, 3], [4, 5]].map(bytes));
    assert.deepEqual(other.writes, [[0], [1, 2], [3, 4]].map(bytes));
    crowd.flush();
    assert.deepEqual(Buffer.concat(other.writes), bytes([0, 1, 2, 3, 4, 5]));
    assert.equal(sent, 2 * 6);
  });

  it("wait for no tick of a game whose next one is far", () => {
    crowd.close();
    crowd = open(20);
    const [{ writes }] = [enter(crowd, 0), enter(crowd, LONG_MS)];
    const frames = [1, 2, 3].map(patch);
    for (const frame of frames) crowd.frame(frame);
    assert.deepEqual(writes, frames.map(framed));
  });

  it("wait for no second tick that does not come", async () => {
    const [, { writes }] = [enter(crowd, LONG_MS), enter(crowd, 0)];
    const frames = [1, 2].map(patch);
    for (const frame of frames) crowd.frame(frame);
    assert.equal(writes.length, 1);
    await wait(80);
    assert.deepEqual(Buffer.concat(writes), Buffer.concat(frames.map(framed)));
  });

  it("take turns by patches alone: what else comes of a tick keeps nobody waiting", async () => {
    const [slow, other] = [enter(crowd, LONG_MS), enter(crowd, 0)];
    const moment = (tick: number) => wireFrame({ kind: "moment", tick, atMs: tick * 33, moment: { kind: "kill", seats: [0] } });
    const frames = [patch(1), patch(2), moment(1), moment(2), patch(3)];
    for (const frame of frames) crowd.frame(frame);
    assert.deepEqual([slow.writes.length, other.writes.length], [4, 2]);
    const until = performance.now() + 120;
    while (performance.now() < until) {
      const late = moment(3);
      frames.push(late);
      crowd.frame(late);
      await wait(10);
    }
    assert.ok(slow.writes.length > 5, "those whose turn it is not were kept waiting");
    crowd.flush();
    for (const { writes } of [slow, other]) assert.deepEqual(Buffer.concat(writes), Buffer.concat(frames.map(framed)));
  });

  it("have all that is held before one who gets the state of now, and that one has it once", () => {
    const [, { writes }] = [enter(crowd, LONG_MS), enter(crowd, 0)];
    const frames = [1, 2].map(patch);
    for (const frame of frames) crowd.frame(frame);
    assert.equal(writes.length, 1);
    const late = enter(crowd, 0);
    crowd.flush(late.watcher);
    assert.deepEqual(Buffer.concat(writes), Buffer.concat(frames.map(framed)));
    assert.deepEqual(late.writes, []);
  });
});

function patch(tick: number): WireFrame {
  return wireFrame({ kind: "patch", tick, atMs: tick * 33, bytes: Buffer.from([tick, tick, tick]) });
}

function framed(frame: WireFrame): Buffer {
  return frame.framed;
}

/** One whose socket takes `tookMs` for each write. */
function enter(crowd: Crowd, tookMs: number): Seat {
  const writes: Buffer[] = [];
  const write = (bytes: Buffer) => {
    const untilMs = performance.now() + tookMs;
    while (performance.now() < untilMs);
    writes.push(Buffer.from(bytes));
  };
  const ref = { readyState: 1, bufferedAmount: 0, _socket: { write }, _sender: { _state: 0 } };
  const watcher = new Watcher({ state: ClientState.JOINED, ref } as unknown as Client);
  crowd.add(watcher);
  return { watcher, writes };
}
