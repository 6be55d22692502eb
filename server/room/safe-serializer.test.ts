import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Client, ClientState, SchemaSerializer } from "@colyseus/core";
import { Decoder, type MapSchema, type Schema, schema, t } from "@colyseus/schema";
import { WebSocketClient } from "@colyseus/ws-transport";
import { WebSocket, WebSocketServer } from "ws";
import { SafeSerializer } from "./safe-serializer.ts";

/** About 60 kB a patch: enough to fill what the kernel buffers of a loopback connection hold. */
const ENTITIES = 6000;
const HZ = 30;
const PAUSED_MS = 6000;

const Entity = schema({ value: t.uint32().default(0) }, "SlowEntity");
const State = schema({ tick: t.uint32().default(0), entities: t.map(Entity) }, "SlowState");
type State = Schema & { tick: number; entities: MapSchema<{ value: number }> };

interface Result {
  /** Decoded states that are not those of the next tick sent, or that could not be decoded. */
  readonly wrong: number;
  readonly decoded: number;
  readonly maxQueuedBytes: number;
  readonly lastTick: number;
  readonly finalTick: number;
}

/** One reader that stops reading for a while, on real sockets: every entity changes every tick, so that a wrong state shows. */
async function pausedReader(serializer: SchemaSerializer<Schema>): Promise<Result> {
  const state = new State() as unknown as State;
  for (let i = 0; i < ENTITIES; i++) state.entities.set(String(i), new Entity());
  serializer.reset(state);
  const listener = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(listener, "listening");
  const accepted = once(listener, "connection");
  const reader = new WebSocket(`ws://127.0.0.1:${(listener.address() as AddressInfo).port}`);
  const [socket] = (await accepted) as [WebSocket];
  await once(reader, "open");
  const client = Object.assign(new WebSocketClient("s", socket as never), { state: ClientState.JOINED });

  const mirror = new State() as unknown as State;
  const decoder = new Decoder(mirror as never);
  let wrong = 0;
  let decoded = 0;
  let maxQueuedBytes = 0;
  reader.on("message", (data: Buffer) => {
    decoded++;
    const before = mirror.tick;
    try {
      decoder.decode(data, { offset: 1 });
    } catch {
      wrong++;
      return;
    }
    // A frame of another tick shows as a tick that does not go up; where things come and go it would desync for good.
    let torn = mirror.entities.size !== ENTITIES || (decoded > 1 && mirror.tick <= before);
    mirror.entities.forEach((entity) => {
      if (entity.value !== mirror.tick) torn = true;
    });
    if (torn) wrong++;
  });

  client.raw(Buffer.from(serializer.getFullState(client as unknown as Client)));
  let paused = false;
  const began = performance.now();
  while (performance.now() - began < PAUSED_MS + 2500) {
    const elapsed = performance.now() - began;
    const wanted = elapsed > 500 && elapsed < 500 + PAUSED_MS;
    if (wanted !== paused) {
      paused = wanted;
      if (paused) reader.pause();
      else reader.resume();
    }
    state.tick++;
    state.entities.forEach((entity) => {
      entity.value = state.tick;
    });
    serializer.applyPatches([client as unknown as Client]);
    maxQueuedBytes = Math.max(maxQueuedBytes, socket.bufferedAmount);
    await wait(1000 / HZ);
  }
  while (socket.bufferedAmount > 0) await wait(10);
  await wait(100);
  reader.close();
  listener.close();
  return { wrong, decoded, maxQueuedBytes, lastTick: mirror.tick, finalTick: state.tick };
}

describe("SafeSerializer", function () {
  this.timeout(30_000);
  const console_ = { warn: console.warn, error: console.error };
  before(() => {
    console.warn = console.error = () => {};
  });
  after(() => Object.assign(console, console_));

  it("gives a reader that paused for 6 s no wrong state and never queues more than 512 kB; the stock serializer does both", async () => {
    const [safe, stock] = await Promise.all([pausedReader(new SafeSerializer()), pausedReader(new SchemaSerializer())]);
    assert.equal(safe.wrong, 0);
    assert.equal(safe.lastTick, safe.finalTick, "the reader is up to date in the end");
    assert.ok(safe.decoded > 50);
    assert.ok(safe.maxQueuedBytes <= 512 * 1024, `queued ${safe.maxQueuedBytes} bytes`);
    assert.ok(stock.wrong > 0, "control: without the copy, queued frames are overwritten");
    assert.ok(stock.maxQueuedBytes > 512 * 1024, `control: queued ${stock.maxQueuedBytes} bytes`);
  });
});
