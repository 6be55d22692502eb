import assert from "node:assert/strict";
import { bySeat } from "../../rooms/lib/seats.ts";
import type { MatchId } from "../ids.ts";
import type { FinishedMatch, FinishedSeat } from "../matches/match-history.ts";
import { resultFromRecord } from "../matches/result-from-record.ts";
import { faultyHands, hostedGame, quickHands } from "../testing/hosted.ts";
import { joinById, own, quickPlay, settled } from "../testing/joined.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import type { MatchSettled } from "./match-report.ts";

const quick = hostedGame(quickHands("quick"));
/** Time enough to join in its last round. */
const slower = hostedGame(quickHands("slower", { tickHz: 20, patchHz: 20 }));

describe("the result of a match", function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([quick, slower, hostedGame(faultyHands("faulty", 40))]);
  });
  after(() => server.stop());

  const ended = async (id: string): Promise<FinishedMatch> =>
    until("the match is in the history", async () => await server.services.history.find(id as MatchId), 20_000);
  const seatOf = (match: FinishedMatch, who: TestPlayer): FinishedSeat | undefined => match.seats.find(({ player }) => player === who.player.id);
  const ratingsOf = (who: TestPlayer) => server.services.ratings.of(who.player.id);

  /** A duel of two people; `settledMessage` is what the first is told at the end. */
  async function duel(options: object = {}) {
    const [one, two] = [await server.guest("One"), await server.guest("Two")];
    const room = await quickPlay(one, "quick", options);
    const other = await joinById(two, room.roomId);
    const settledMessage = new Promise<MatchSettled>((resolve) => room.onMessage("match.settled", resolve));
    await until("both sit", () => own(room, one) && own(room, two));
    return { one, two, room, other, id: room.state.matchId, settledMessage };
  }

  /** What the record gives when it is played again, to hold against what the room said. */
  async function fromRecord(match: FinishedMatch, { game } = quick) {
    const bytes = await server.services.journal.readRecord(match.id);
    assert.ok(bytes);
    const result = resultFromRecord(game, bytes);
    assert.ok(result);
    const { participants, bots, ...rest } = result;
    const { seats, verified, ...said } = match;
    assert.notEqual(verified, "differs");
    assert.deepEqual(rest, said);
    assert.deepEqual(
      [...participants.map(({ player, seat, place, score, left }) => ({ player, seat, place, score, left }))],
      seats.filter(({ player }) => player).map(({ player, seat, place, score, left }) => ({ player, seat, place, score, left })),
    );
    assert.equal(bots.length, seats.filter(({ player }) => !player).length);
  }

  it("rates two people, tells the room, and is the same from its record", async () => {
    const { one, two, room, other, id, settledMessage } = await duel();
    const { matchId, changes } = await settledMessage;
    assert.equal(matchId, id);
    const match = await ended(id);
    assert.deepEqual(
      { game: match.game, mode: match.mode, ranked: match.ranked, counts: match.counts },
      { game: "quick", mode: "duel", ranked: true, counts: true },
    );
    const [winner, loser] = seatOf(match, one)?.place === 1 ? [one, two] : [two, one];
    const changeOf = (who: TestPlayer) => changes.find(({ player }) => player === who.player.id);
    assert.deepEqual([changeOf(winner)?.before, changeOf(winner)?.after, changeOf(winner)?.provisional], [1500, 1662, true]);
    assert.deepEqual([changeOf(loser)?.before, changeOf(loser)?.after], [1500, 1338]);
    assert.ok(match.endedAt.getTime() - match.startedAt.getTime() > 1000);
    await fromRecord(match);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("of a leaver is that of the seat, which a bot played on", async () => {
    const { one, two, room, other, id } = await duel();
    await other.leave();
    const match = await ended(id);
    const [stayed, left] = [seatOf(match, one), seatOf(match, two)];
    assert.deepEqual([stayed?.left, left?.left], [false, true]);
    assert.deepEqual(
      match.seats.map(({ place }) => place).sort((a, b) => a - b),
      [1, 2],
    );
    assert.ok(left?.rating && stayed?.rating, "both are rated");
    assert.equal(left.rating.after > 1500, left.place === 1);
    await fromRecord(match);
    await room.leave();
  });

  it("puts a leaver last whose seat another person took over, who gets what the seat reached", async () => {
    const { one, two, room, other, id } = await duel();
    await other.leave();
    await until("a bot plays on", () => ![...room.state.players.values()].some(({ player }) => player === two.player.id));
    const three = await server.guest("Three");
    const third = await joinById(three, room.roomId);
    const match = await ended(id);
    assert.equal(match.seats.length, 3);
    assert.deepEqual([seatOf(match, two)?.place, seatOf(match, two)?.left], [3, true]);
    assert.deepEqual(
      [seatOf(match, one)?.place, seatOf(match, three)?.place].sort((a, b) => (a ?? 0) - (b ?? 0)),
      [1, 2],
    );
    assert.ok((seatOf(match, two)?.rating?.after ?? 1500) < 1500);
    await fromRecord(match);
    await Promise.all([room.leave(), third.leave()]);
  });

  it("counts a player who is away at the end as gone, and one who came back as there", async () => {
    const { one, two, room, other, id } = await duel();
    for (const each of [room, other]) each.reconnection.enabled = false;
    for (const each of [room, other]) (server.room(each).clients.get(each.sessionId) as unknown as { ref: { terminate(): void } }).ref.terminate();
    const entries = bySeat(server.room(room).state);
    await until("both are away", () => entries.every(({ connected }) => !connected));
    const back = await joinById(server.device(one), room.roomId);
    const match = await ended(id);
    assert.deepEqual([seatOf(match, one)?.left, seatOf(match, two)?.left], [false, true]);
    await fromRecord(match);
    await back.leave();
  });

  it("neither gives nor takes rating where the other came after half of the match", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "slower");
    const id = room.state.matchId;
    await until("the last round", () => (room.state as unknown as { round: number }).round === 3, 20_000);
    const other = await joinById(two, room.roomId);
    const match = await ended(id);
    assert.ok(seatOf(match, two));
    assert.deepEqual([seatOf(match, one)?.rating, seatOf(match, two)?.rating], [null, null]);
    assert.deepEqual(await ratingsOf(one), []);
    await fromRecord(match, slower);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("of a private match is kept, and counts for nothing else", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await settled(await one.client.create("quick", { private: true }));
    const other = await joinById(two, room.roomId);
    const id = room.state.matchId;
    const match = await ended(id);
    assert.deepEqual([match.ranked, match.counts, seatOf(match, one)?.rating], [false, true, null]);
    assert.deepEqual(await ratingsOf(one), []);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("is none where everybody left, and where the server failed: the two are told apart, and nobody loses rating", async () => {
    const { one, room, other, id } = await duel();
    await until("it is played", () => room.state.phase === "playing");
    await Promise.all([room.leave(), other.leave()]);
    const abandoned = await ended(id);
    assert.deepEqual([abandoned.reason, abandoned.counts, seatOf(abandoned, one)?.place], ["abandoned", false, 0]);
    const failing = await quickPlay(one, "faulty");
    const failed = failing.state.matchId;
    await new Promise<number>((resolve) => failing.onLeave(resolve));
    const fault = await ended(failed);
    assert.deepEqual([fault.reason, fault.counts, seatOf(fault, one)?.name], ["fault", false, "One"]);
    assert.deepEqual(await ratingsOf(one), []);
  });
});
