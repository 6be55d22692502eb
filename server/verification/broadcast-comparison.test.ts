import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { type BroadcastFrame, type BroadcastIndex, readFrames } from "../../rooms/lib/broadcast.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import type { MatchId } from "../ids.ts";
import { spectatorWorld } from "../room/spectator-world.ts";
import { hands } from "../testing/hands/game.ts";
import { hostedGame } from "../testing/hosted.ts";
import { ManualClient } from "../testing/manual-client.ts";
import { ManualRoom } from "../testing/manual-room.ts";
import { startTestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import type { PlayedBroadcast } from "./broadcast-comparison.ts";
import { unpackBroadcast } from "./unpack-broadcast.ts";
import { verifyRecord } from "./verify-record.ts";

type Shown = Extract<BroadcastFrame, { bytes: Uint8Array }>;

const game = hands as AnyGame;
/** Within the match, and no tick of a hash or of a full state. */
const CHANGED_TICK = 23;

describe("a broadcast beside the record of its match", function () {
  this.timeout(60_000);
  let record: Uint8Array;
  let index: BroadcastIndex;
  let segments: Uint8Array[];
  before(async () => {
    const server = await startTestServer([hostedGame(game)]);
    const room = new ManualRoom((await server.colyseus.createRoom("hands", {})) as never);
    await ManualClient.join(room, await server.guest());
    await room.pass();
    const match = room.room.state.matchId as MatchId;
    for (let turn = 0; turn < 3000 && room.room.state.phase !== "finished"; turn++) await room.pass();
    const { journal } = server.services;
    await until("the end is shown", async () => {
      await room.pass();
      return (await journal.index(match))?.state === "whole";
    });
    await room.room.disconnect();
    record = (await journal.readRecord(match)) ?? new Uint8Array();
    index = (await journal.index(match)) as BroadcastIndex;
    segments = await Promise.all(index.segments.map(async ({ n }) => (await journal.segment(match, n)) ?? new Uint8Array()));
    await server.stop();
  });

  const played = (): PlayedBroadcast => unpackBroadcast({ index, segment: (n) => segments[n] });
  const frames = (): BroadcastFrame[] => segments.flatMap((bytes) => [...readFrames(gunzipSync(bytes))]);
  const verify = (broadcast: PlayedBroadcast, by = game) => verifyRecord(record, { gameById: () => by, seen: { broadcast, view: spectatorWorld } });
  const showing = (shown: readonly BroadcastFrame[], whole = true) => verify({ head: index.head, whole, frames: () => shown });

  it("is the same at every tick, of a game that hides something too", () => {
    const { verdict, text } = verify(played());
    assert.equal(verdict, "verified", text);
    const states = Number(/(\d+) states of the broadcast$/.exec(text)?.[1]);
    assert.ok(states > 50, text);
    assert.equal(states, frames().filter(({ kind }) => kind === "state" || kind === "patch").length);
  });

  it("names the very tick and field where a rule is another, however far apart hashes are", () => {
    const changed: AnyGame = {
      ...game,
      step(world, inputs, tick) {
        game.step(world, inputs, tick);
        if (tick === CHANGED_TICK) for (const entry of bySeat(world)) entry.score += 1;
      },
    };
    const { verdict, text } = verify(played(), changed);
    assert.equal(verdict, "differs");
    assert.match(
      text,
      new RegExp(
        `^differs: the broadcast differs first at tick ${CHANGED_TICK}, players.0.score: broadcast \\d+, computed \\d+; first between tick 2`,
      ),
    );
  });

  it("is found to show what was not played: a patch that is another's or missing, too much or too little at the end", () => {
    const all = frames();
    const at = all.findIndex(({ kind, tick }) => kind === "patch" && tick === CHANGED_TICK);
    const { bytes } = all[at + 1] as Shown;
    const other = showing(all.with(at, { ...(all[at] as Shown), bytes }));
    assert.match(other.text, new RegExp(`^differs: the broadcast differs first at tick ${CHANGED_TICK}, tick: broadcast ${CHANGED_TICK + 1}, `));
    const told = (patch: Shown) => showing(all.filter((frame) => frame !== patch)).text;
    const patches = all.filter((frame): frame is Shown => frame.kind === "patch");
    assert.ok(patches.some((patch) => new RegExp(`^differs: the broadcast differs first between tick ${patch.tick} and `).test(told(patch))));
    const last = all.findLast(({ kind }) => kind === "patch") as BroadcastFrame;
    assert.match(
      showing([...all, { ...last, tick: last.tick + 1 } as BroadcastFrame]).text,
      /^differs: the broadcast goes on at tick \d+, the match ends at/,
    );
    const unlike = { ...(patches[patches.length >> 1] as Shown), tick: 1000 };
    const early = showing([...all.filter(({ tick }) => tick < CHANGED_TICK), unlike]).text;
    assert.match(early, /^(differs: the broadcast differs first between|damaged)/);
    const half = all.slice(0, all.length >> 1);
    assert.match(showing(half).text, /^differs: the broadcast ends at tick \d+, the match at tick \d+/);
    // One that a crash cut is the same as far as it goes.
    assert.equal(showing(half, false).verdict, "verified");
    assert.match(verify({ ...played(), head: { ...index.head, matchId: "m_other" } }).text, /^damaged: the broadcast is of another match, m_other/);
  });

  it("says that what was seen agrees where the record alone was changed", () => {
    const bytes = record.slice();
    // The last byte of a record is one of its digest.
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const { verdict, text } = verifyRecord(bytes, { gameById: () => game, seen: { broadcast: played(), view: spectatorWorld } });
    assert.equal(verdict, "differs");
    assert.match(text, /^differs: bytes between tick \d+ and \d+ were changed, to no effect on the match; .* states of the broadcast/);
  });

  it("survives any damage, and never verifies a state that is another", () => {
    const { error, warn } = console;
    // The SDK says more of damage than anybody wants to read.
    console.error = console.warn = () => undefined;
    after(() => Object.assign(console, { error, warn }));
    const random = createRandom(17);
    const all = frames();
    const states = all.flatMap(({ kind }, i) => (kind === "state" || kind === "patch" ? [i] : []));
    let found = 0;
    for (let round = 0; round < 1000; round++) {
      const at = states[nextInt(random, states.length)] as number;
      const frame = all[at] as Shown;
      const bytes = frame.bytes.slice();
      const byte = nextInt(random, bytes.length);
      bytes[byte] = (bytes[byte] ?? 0) ^ (1 << nextInt(random, 8));
      const { verdict, text } = showing(all.with(at, { ...frame, bytes }));
      assert.match(verdict, /^(verified|differs|damaged)$/, text);
      if (verdict !== "verified") found++;
    }
    assert.ok(found > 900, `${found} of 1000`);
    const bomb = { index: { ...index, segments: index.segments.map((entry) => ({ ...entry, rawBytes: 10 })) }, segment: (n: number) => segments[n] };
    assert.match(verify(unpackBroadcast(bomb)).text, /^damaged: segment 0 of the broadcast is damaged/);
    assert.match(verify(unpackBroadcast({ index, segment: () => undefined })).text, /^damaged: segment 0 of the broadcast is not there/);
    assert.match(verify({ ...played(), head: { ...index.head, schema: "00" } }).text, /^damaged: /);
  });
});
