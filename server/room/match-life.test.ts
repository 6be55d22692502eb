import assert from "node:assert/strict";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { readRecord } from "../../rooms/lib/record.ts";
import { resimulate } from "../../rooms/lib/resimulate.ts";
import type { MatchId } from "../ids.ts";
import { faultyHands, hostedGame, quickHands } from "../testing/hosted.ts";
import { type Joined, joinById, own, quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { CloseCodes } from "./close-codes.ts";

const quick = hostedGame(quickHands("quick"));

describe("a match of GameRoom", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([quick, hostedGame(faultyHands("faulty", 8))]);
  });
  after(() => server.stop());

  const over = (room: Joined) => until("the match is over", () => room.state.phase === "finished", 20_000);

  it("ends once, with a record that plays again to the same hash at each of its seconds", async () => {
    const one = await server.guest();
    const room = await quickPlay(one, "quick");
    const matchId = room.state.matchId as MatchId;
    await over(room);
    const bytes = await until("the record is sealed", async () => {
      const read = await server.services.journal.readRecord(matchId);
      return read && ended(read) ? read : undefined;
    });
    const read = readRecord(bytes, () => layoutOf(quick.game.Input));
    assert.ok(read.ok);
    const result = resimulate(quick.game, read.record);
    assert.equal(result.mismatch, undefined);
    assert.ok(result.ended && result.hashes > 0 && result.ticks > 60);
    assert.deepEqual(read.record.header.room, { id: room.roomId, fill: quick.game.seats.fill, level: "medium" });
    await until("the seat is no longer held", async () => (await server.services.heldSeats.of(one.player.id)) === undefined);
    await room.leave();
  });

  it("plays again in the same room, with an id of its own, once everyone who is there has voted", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "quick");
    const other = await joinById(two, room.roomId);
    const first = room.state.matchId;
    await assert.rejects(room.request("rematch.vote"), (error: { reason?: { code?: string } }) => error.reason?.code === "match/running");
    await over(room);
    await room.request("rematch.vote");
    await until("the vote is seen", () => own(other, one)?.rematch);
    assert.equal(room.state.matchId, first);
    await other.request("rematch.vote");
    await until("another match", () => room.state.matchId !== first && room.state.phase === "playing");
    assert.equal(own(room, one)?.rematch, false);
    assert.equal(own(room, one)?.score, 0);
    await until("the seat is held for the new match", async () => (await server.services.heldSeats.of(one.player.id))?.id === room.state.matchId);
    await over(room);
    const bytes = await until("the second record is sealed", async () => {
      const read = await server.services.journal.readRecord(room.state.matchId as MatchId);
      return read && ended(read) ? read : undefined;
    });
    const read = readRecord(bytes, () => layoutOf(quick.game.Input));
    assert.ok(read.ok && resimulate(quick.game, read.record).mismatch === undefined);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("keeps the rows of a finished match as they were, whoever comes or goes", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "quick");
    await over(room);
    const rows = () => [...room.state.players.values()].map(({ seat, name, score }) => `${seat} ${name} ${score}`).sort();
    const before = rows();
    const late = await two.client.joinById(room.roomId);
    const { tick } = room.state;
    await until("time has gone by", () => server.room(room).state.tick > tick + 30 || server.room(room).clock.elapsedTime > 0);
    assert.deepEqual(rows(), before);
    await room.request("rematch.vote");
    await late.request("rematch.vote");
    await until("the latecomer plays in the next match", () => [...room.state.players.values()].some(({ player }) => player === two.player.id));
    await Promise.all([room.leave(), late.leave()]);
  });

  it("seats a player again who was away while a rematch began", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "quick");
    const other = await joinById(two, room.roomId);
    await over(room);
    const first = room.state.matchId;
    room.reconnection.delay = 3000;
    const back = new Promise<void>((resolve) => room.onReconnect(resolve));
    (server.room(room).clients.get(room.sessionId) as unknown as { ref: { terminate(): void } }).ref.terminate();
    await other.request("rematch.vote");
    await until("another match began without them", () => other.state.matchId !== first);
    await back;
    // The quick match may be over by then: its rows stay, and the newcomer plays in the one after it.
    const seated = async () => {
      if (room.state.phase === "finished") await Promise.allSettled([room, other].map((each) => each.request("rematch.vote")));
      return own(room, one)?.connected;
    };
    await until("seated in a new match", seated, 20_000);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("is put out of service when its game throws, and no other room notices", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const bystander = await quickPlay(two, "quick");
    const tick = bystander.state.tick;
    const room = await quickPlay(one, "faulty");
    const closed = await new Promise<number>((resolve) => room.onLeave(resolve));
    assert.equal(closed, CloseCodes.fault);
    await until("the bystander plays on", () => bystander.state.tick > tick + 60);
    assert.match(await server.services.metrics.registry.metrics(), /velarium_rooms_quarantined_total 1/);
    await bystander.leave();
  });
});

function ended(bytes: Uint8Array): boolean {
  const read = readRecord(bytes, () => layoutOf(quick.game.Input));
  return read.ok && [...read.record.frames()].filter((frame) => frame.kind === "end").length === 1;
}
