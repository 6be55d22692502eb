import assert from "node:assert/strict";
import { hostedGame, quickHands } from "../testing/hosted.ts";
import { joinById, settled } from "../testing/joined.ts";
import { type ReadEvent, SseReader } from "../testing/sse-reader.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

/** Its spectators wait half a second; its winners have a board. */
const told = hostedGame(
  quickHands("told", {
    spectatorDelayMs: 500,
    boards: [
      {
        id: "told-wins",
        title: "Wins",
        rule: "sum",
        season: "all",
        guests: true,
        value: ({ seat }, { ranking }) => (ranking[0]?.seat === seat ? 1 : undefined),
      },
    ],
  }),
);

describe("the live feed", function () {
  this.timeout(40_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([told]);
  });
  after(() => server.stop());

  const read = async () => {
    const reader = new SseReader(`${server.url}/api/events`);
    await until("the stream begins", () => reader.lastId);
    return reader;
  };
  const duel = async (options: object) => {
    const [one, two] = [await server.guest("One"), await server.guest("Two")];
    const room = await settled(await one.client.create("told", options));
    await joinById(two, room.roomId);
    return room;
  };
  const named = (reader: SseReader, name: string) => reader.events.filter((event) => event.name === name);
  const matchOf = (event: ReadEvent | undefined) => {
    assert.ok(event, "there is no such event");
    return (event.data as { match: { id: string; roomId?: string; endedAt?: string; leaders: readonly { name: string; place: number }[] } }).match;
  };

  it("tells of a public match from its start over its scores to its end, and of the board that it changes", async () => {
    const reader = await read();
    const room = await duel({});
    const { matchId } = room.state;
    const settledMs = new Promise<number>((resolve) => room.onMessage("match.settled", () => resolve(Date.now())));
    await until("the match is over", () => room.state.phase === "finished", 30_000);
    await until("its end is told", () => named(reader, "match-finished").length);
    const endToldMs = Date.now();
    const [started, finished] = [named(reader, "match-started")[0], named(reader, "match-finished")[0]];
    assert.ok(endToldMs - Date.parse(matchOf(finished).endedAt ?? "") >= 500, "no sooner than spectators see it");
    assert.ok((await settledMs) <= endToldMs, "its players are told at once");
    assert.deepEqual([matchOf(started).id, matchOf(started).roomId, matchOf(finished).id], [matchId, room.roomId, matchId]);
    assert.deepEqual(
      matchOf(finished)
        .leaders.map(({ name }) => name)
        .sort(),
      ["One", "Two"],
    );
    assert.equal(matchOf(finished).leaders[0]?.place, 1);
    const scores = named(reader, "score").map(({ data }) => data as { match: string });
    assert.ok(scores.length > 0 && scores.every(({ match }) => match === matchId));
    const order = reader.events.map(({ name }) => name).filter((name) => name !== "leaderboard");
    assert.deepEqual([order[0], order.at(-1)], ["match-started", "match-finished"]);
    const board = await until("the board is told of", () => named(reader, "leaderboard")[0]);
    const { top } = board.data as { top: readonly { rank: number; name: string; value: number }[] };
    assert.deepEqual([top.length, top[0]?.rank, top[0]?.value], [1, 1, 1]);
    reader.cut();
  });

  it("tells nothing of a private match", async () => {
    const reader = await read();
    const room = await duel({ private: true });
    await until("it is over", () => room.state.phase === "finished", 30_000);
    const { matchId, code } = room.state;
    await until("it is stored", () => server.services.matches.live().length === 0);
    const shown = await duel({});
    await until("a public one is told of", () => named(reader, "match-finished").length, 30_000);
    const all = JSON.stringify(reader.events);
    for (const secret of [matchId, code, room.roomId]) assert.ok(!all.includes(secret), `${secret} is told`);
    assert.ok(all.includes(shown.state.matchId));
    reader.cut();
  });

  it("ends its streams when the server stops, so that nothing keeps it", async () => {
    const stopping = await startTestServer([told]);
    const reader = new SseReader(`${stopping.url}/api/events`);
    await until("the stream begins", () => reader.lastId);
    await stopping.stop();
    await until("it has ended", () => reader.ended);
  });
});
