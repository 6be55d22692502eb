import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, ClientState } from "@colyseus/core";
import { LocalJournal } from "../journal/local-journal.ts";
import { Broadcasts } from "../replays/broadcasts.ts";
import { EdgeReader } from "../replays/edge-reader.ts";
import { hands } from "../testing/hands/game.ts";
import { recordBroadcast } from "../testing/recorded-broadcast.ts";
import { MAX_REWOUND, Places } from "./places.ts";
import { Watcher } from "./watcher.ts";

const MATCH = "m_0123456789abcdef";
const LAST = 400;

describe("the places of a room's watchers", () => {
  let dir: string;
  let broadcasts: Broadcasts;
  let edge: EdgeReader;
  let places: Places;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "velarium-test-"));
    await recordBroadcast(dir, hands, { seats: 2, seed: 5, matchId: MATCH, maxTicks: LAST });
    broadcasts = new Broadcasts({ journal: new LocalJournal(dir), delayMs: () => 0 });
    const lease = await broadcasts.lease(MATCH);
    assert.ok(lease);
    const { broadcast } = lease;
    edge = new EdgeReader(broadcast, 0, { frame: (frame, before) => places.edgeFrame(frame, before), ended: () => places.edgeEnded() });
    places = new Places({ broadcast, edge, extraMs: 0, ended: () => undefined, sent: () => undefined });
    await edge.start();
  });
  after(async () => {
    places.close();
    edge.stop();
    broadcasts.close();
    await rm(dir, { recursive: true, force: true });
  });

  it("are free again when somebody leaves on the way to one", async () => {
    for (let i = 0; i < MAX_REWOUND + 1; i++) {
      const watcher = new Watcher({ state: ClientState.JOINED, ref: {}, raw: () => undefined } as unknown as Client);
      places.add(watcher);
      places.pause(watcher);
      const sought = places.seek(watcher, 2);
      places.leave(watcher);
      assert.equal(await sought, undefined);
    }
    const stays = new Watcher({ state: ClientState.JOINED, ref: {}, raw: () => undefined } as unknown as Client);
    places.add(stays);
    assert.equal(await places.seek(stays, 2), 2);
  });
});
