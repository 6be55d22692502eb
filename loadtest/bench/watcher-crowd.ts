/** A process full of thin sockets that watch; some of them decode. Told what to do by `watchers.ts`; ends with it. */
import { crc32 } from "node:zlib";
import { Protocol } from "@colyseus/core";
import { Reflection } from "@colyseus/schema";
import { OwnLateness } from "./own-lateness.ts";
import { RawWatcher } from "./raw-watcher.ts";
import { stateDigest } from "./state-digest.ts";
import type { CrowdDone, CrowdOrder, WatchOrder } from "./watcher-orders.ts";

/** Joins under way at once. */
const JOINS = 10;
/** Of a server that is very busy. */
const JOIN_MS = 15_000;
const MAX_TRIES = 3;
const DECODES_EVERY = 50;
/** Of each who decodes, every so many states are compared: making text of one costs as much as reading many frames. */
const COMPARED_TICKS = 5;
/** Decoding waits for a moment in which nothing is to be read, and takes no longer than this at once. */
const DECODE_MS = 2;

const watchers: RawWatcher[] = [];
const decoding: (() => void)[] = [];
const lateness = new OwnLateness();
const came: [number, number][] = [];
const states: [number, string][] = [];
let [frames, bytes, resyncs, retries, measuring] = [0, 0, 0, 0, false];

process.on("disconnect", () => process.exit(0));
process.on("message", async (order: CrowdOrder) => {
  if (order.do === "watch") await join(order);
  else if (order.do === "bare") await Promise.all(Array.from({ length: order.count }, () => enter(order.address, "127.0.0.1", note)));
  else if (order.do === "measure") {
    [frames, bytes, resyncs, measuring] = [0, 0, 0, true];
    came.length = 0;
    states.length = 0;
    lateness.reset();
  } else if (order.do === "leave") for (const watcher of watchers.splice(0)) watcher.close();
  const late = lateness.read();
  const stops = order.do === "stop";
  if (stops) {
    measuring = false;
    for (const decode of decoding.splice(0)) decode();
  }
  const done: CrowdDone = {
    ...{ done: order.do, joined: watchers.length, retries, frames, bytes, resyncs, lateness: late },
    came: stops ? came : [],
    states: stops ? states : [],
  };
  process.send?.(done);
});

async function join(order: WatchOrder): Promise<void> {
  let next = 0;
  const some = async () => {
    for (let i = next++; i < order.count; i = next++) {
      for (let tries = 1; !(await joinOne(order, i, tries)); tries++) retries++;
    }
  };
  await Promise.all(Array.from({ length: JOINS }, some));
}

/** False where it is worth another try. */
async function joinOne({ url, token, matchId, schema, network }: WatchOrder, i: number, tries: number): Promise<boolean> {
  // Each from an address of its own, as a proxy tells it: guards stay as they are.
  const address = `10.${network}.${i >> 8}.${i & 255}`;
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "x-forwarded-for": address };
  try {
    const [signal, body] = [AbortSignal.timeout(JOIN_MS), JSON.stringify({ matchId })];
    const reply = await fetch(`${url}/matchmake/joinOrCreate/spectate`, { method: "POST", headers, body, signal });
    if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`);
    const { processId, roomId, sessionId } = (await reply.json()) as Record<"processId" | "roomId" | "sessionId", string>;
    const reader = i % DECODES_EVERY === 0 ? decoder(schema, i / DECODES_EVERY) : i % 10 === 5 ? timed : note;
    await enter(`${url.replace("http", "ws")}/${processId}/${roomId}?sessionId=${sessionId}&_authToken=${token}`, address, reader);
    return true;
  } catch (error) {
    if (tries >= MAX_TRIES) throw error;
    return false;
  }
}

async function enter(address: string, from: string, read: (frame: Buffer) => void): Promise<void> {
  const opened = await RawWatcher.open(address, from, (watcher, frame) => {
    if (frame[0] === Protocol.JOIN_ROOM) watcher.send(Uint8Array.of(Protocol.JOIN_ROOM));
    read(frame);
  });
  watchers.push(opened);
}

function note(frame: Buffer): void {
  if (!measuring) return;
  frames++;
  bytes += frame.length;
  if (frame[0] === Protocol.ROOM_STATE) resyncs++;
}

function timed(frame: Buffer): void {
  note(frame);
  if (measuring && frame[0] === Protocol.ROOM_STATE_PATCH) came.push([crc32(frame), performance.timeOrigin + performance.now()]);
}

function decoder(schema: string, phase: number): (frame: Buffer) => void {
  const reader = Reflection.decode(Buffer.from(schema, "hex"));
  return (frame) => {
    timed(frame);
    if (frame[0] !== Protocol.ROOM_STATE && frame[0] !== Protocol.ROOM_STATE_PATCH) return;
    const [copy, counts] = [Buffer.from(frame), measuring];
    if (decoding.length === 0) setTimeout(decodeSome, 1);
    decoding.push(() => {
      reader.decode(copy, { offset: 1 });
      const state = reader.state as unknown as { tick: number; toJSON(): unknown };
      if (counts && state.tick % COMPARED_TICKS === phase % COMPARED_TICKS) states.push([state.tick, stateDigest(state)]);
    });
  };
}

function decodeSome(): void {
  const untilMs = performance.now() + DECODE_MS;
  let done = 0;
  while (done < decoding.length && performance.now() < untilMs) decoding[done++]?.();
  decoding.splice(0, done);
  if (decoding.length > 0) setTimeout(decodeSome, 1);
}
