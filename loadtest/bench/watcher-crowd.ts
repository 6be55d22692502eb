/** A process full of thin sockets that watch; some of them decode. Told what to do by `watchers.ts`; ends with it. */
import { crc32 } from "node:zlib";
import { Protocol } from "@colyseus/core";
import { Reflection } from "@colyseus/schema";
import { stateText } from "../../server/testing/state-log.ts";
import { ThinWatcher } from "../../server/testing/thin-watcher.ts";
import type { CrowdDone, CrowdOrder, WatchOrder } from "./watcher-orders.ts";

/** Joins under way at once. */
const JOINS = 20;
/** States are compared at every so many ticks: making text of one costs as much as reading many frames. */
const COMPARED_TICKS = 2;
const DECODES_EVERY = 50;

const watchers: ThinWatcher[] = [];
/** Which state each frame led to, by a sum of its bytes. */
const ticks = new Map<number, number>();
const seen: { keys: number[]; atMs: number[] } = { keys: [], atMs: [] };
const states: [number, string][] = [];
let [frames, bytes, resyncs, measuring] = [0, 0, 0, false];

process.on("disconnect", () => process.exit(0));
process.on("message", async (order: CrowdOrder) => {
  if (order.do === "watch") await join(order);
  else if (order.do === "bare") for (let i = 0; i < order.count; i++) watchers.push(await ThinWatcher.enter(order.address, note));
  else if (order.do === "measure") {
    [frames, bytes, resyncs, measuring] = [0, 0, 0, true];
    seen.keys.length = 0;
    seen.atMs.length = 0;
    states.length = 0;
  } else if (order.do === "leave") for (const watcher of watchers.splice(0)) watcher.close();
  const done: CrowdDone = {
    done: order.do,
    joined: watchers.length,
    frames,
    bytes,
    resyncs,
    lags: order.do === "report" ? lags(order.at) : [],
    states: order.do === "report" ? states : [],
  };
  if (order.do === "report") measuring = false;
  process.send?.(done);
});

async function join(order: WatchOrder): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let i = next++; i < order.count; i = next++) {
      // Each from an address of its own, as a proxy tells it: guards stay as they are.
      const address = `10.${order.network}.${i >> 8}.${i & 255}`;
      const { url, token, matchId } = order;
      const decodes = i % DECODES_EVERY === 0;
      watchers.push(await ThinWatcher.join({ url, token, address, options: { matchId }, frame: decodes ? decoder(order.schema) : note }));
    }
  };
  await Promise.all(Array.from({ length: JOINS }, one));
}

function note(frame: Buffer): void {
  if (!measuring) return;
  frames++;
  bytes += frame.length;
  if (frame[0] === Protocol.ROOM_STATE) resyncs++;
  if (frame[0] !== Protocol.ROOM_STATE_PATCH) return;
  seen.keys.push(crc32(frame));
  seen.atMs.push(nowMs());
}

function decoder(schema: string): (frame: Buffer) => void {
  const reader = Reflection.decode(Buffer.from(schema, "hex"));
  return (frame) => {
    note(frame);
    if (frame[0] !== Protocol.ROOM_STATE && frame[0] !== Protocol.ROOM_STATE_PATCH) return;
    reader.decode(frame, { offset: 1 });
    const state = reader.state as unknown as { tick: number; toJSON(): unknown };
    ticks.set(crc32(frame), state.tick);
    if (measuring && state.tick % COMPARED_TICKS === 0) states.push([state.tick, stateText(state)]);
  };
}

/** How long after `at` each frame came, by the tick that it led to. */
function lags(at: readonly [number, number][]): number[] {
  const writtenMs = new Map(at);
  return seen.keys.flatMap((key, index) => {
    const tick = ticks.get(key);
    const written = tick === undefined ? undefined : writtenMs.get(tick);
    return written === undefined ? [] : [(seen.atMs[index] ?? 0) - written];
  });
}

/** A clock that all processes of a machine share. */
function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
