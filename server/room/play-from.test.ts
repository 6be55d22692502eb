import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { arena } from "../../rooms/arena/game.ts";
import type { AnyGame, SeatEntry, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { type RecordReading, readRecord } from "../../rooms/lib/record.ts";
import { Resimulating } from "../../rooms/lib/resimulate.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import { HOSTED } from "../app.ts";
import type { MatchId } from "../ids.ts";
import { LiveEverywhere, postedMatches } from "../matches/live-everywhere.ts";
import { hands } from "../testing/hands/game.ts";
import { type Joined, joinById, own, settled } from "../testing/joined.ts";
import { playedMatch } from "../testing/played-match.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { verifyRecord } from "../verification/verify-record.ts";
import { GameRoom } from "./game-room.ts";
import { checkOrigin, loadOrigin } from "./match-origin.ts";

class HandsRoom extends GameRoom {
  static override onAuth = GameRoom.admit(hands as AnyGame);
  override readonly game = hands as AnyGame;
}

const TICK = 700;
const ELSEWHERE = "m_elsewhere1234567" as MatchId;

describe("a match that goes on from a tick of another", function () {
  this.timeout(60_000);
  let server: TestServer;
  let ada: TestPlayer;
  let ben: TestPlayer;
  let match: MatchId;
  before(async () => {
    server = await startTestServer([...HOSTED, { game: hands as AnyGame, Room: HandsRoom }]);
    [ada, ben] = [await server.guest("Ada"), await server.guest("Ben")];
    match = (await playedMatch(server, { fill: 6, minutes: 1 }, [ada, ben])).id;
  });
  after(() => server.stop());

  async function record(id: string): Promise<RecordReading<object>> {
    const read = readRecord((await server.services.journal.readRecord(id as MatchId)) ?? new Uint8Array(), () => layoutOf(arena.Input));
    assert.ok(read.ok);
    return read.record;
  }

  async function worldAt(tick: number): Promise<World> {
    const run = new Resimulating(arena as AnyGame, await record(match));
    while (run.world.tick < tick && run.next());
    return run.world;
  }

  const create = async (who: TestPlayer, options: object): Promise<Joined> =>
    settled(await who.client.create("arena", { private: true, ...options }));
  /** Code and sentence with which a request is refused. */
  async function code(options: object, who = ada, game = "arena"): Promise<string> {
    const headers = { "content-type": "application/json", authorization: `Bearer ${who.token}` };
    const response = await fetch(`${server.url}/matchmake/create/${game}`, { method: "POST", headers, body: JSON.stringify(options) });
    const { error } = (await response.json()) as { error?: { code: string; message: string } };
    return `${error?.code} ${error?.message}`;
  }

  it("has the world of that tick to the bit, but for its own id and code, and a record that says where it comes from", async () => {
    const room = await create(ada, { from: { match, tick: TICK } });
    await until("some ticks are played", () => room.state.tick > TICK + 40);
    const { matchId, code } = room.state;
    assert.notEqual(matchId, match);
    assert.match(code, /^[A-Z]{5}$/);
    await room.leave();
    const written = await until("its record is closed", async () => {
      const reading = await record(matchId);
      return [...reading.frames()].some((frame) => frame.kind === "end") ? reading : undefined;
    });
    assert.deepEqual(written.header.from, { match, tick: TICK });
    const first = written.frames().next().value;
    assert.ok(first?.kind === "keyframe");
    const layout = layoutOf(arena.State);
    assert.equal(hashWorld(layout, first.read(layout).world), hashWorld(layout, { ...(await worldAt(TICK)), matchId, code }));
    const bytes = await server.services.journal.readRecord(matchId as MatchId);
    const { verdict, text } = verifyRecord(bytes ?? new Uint8Array(), { gameById: () => arena as AnyGame });
    assert.equal(verdict, "verified", text);
    const stored = await until("it is stored", () => server.services.history.find(matchId as MatchId));
    assert.equal(stored.ranked, false);
    assert.ok(stored.endedAt.getTime() - stored.startedAt.getTime() < 30_000);
  });

  it("gives its seats as they stand: the wished one, else that of its first person; bots play the others", async () => {
    const before = bySeat(await worldAt(TICK));
    const firstPerson = before.find(({ player }) => player !== "") as SeatEntry;
    const bot = before.find(({ player }) => player === "") as SeatEntry;
    const room = await create(ben, { from: { match, tick: TICK }, seat: bot.seat });
    const other = await joinById(await server.guest("Cleo"), room.roomId);
    // The first state is still that of the other match.
    await until("both are there", () => {
      const people = bySeat(room.state).filter(({ player }) => player !== "");
      return people.length === 2 && people.some(({ name }) => name === "Cleo");
    });
    assert.equal(own(room, ben)?.seat, bot.seat);
    assert.ok((own(room, ben)?.score ?? 0) >= bot.score);
    const entries = bySeat(room.state);
    assert.equal(entries.find(({ name }) => name === "Cleo")?.seat, firstPerson.seat);
    assert.equal(entries.length, before.length);
    for (const entry of entries.filter(({ player }) => player === "")) assert.ok(entry.bot && entry.name !== "Ada" && entry.name !== "Ben");
    await Promise.all([room.leave(), other.leave()]);
  });

  it("can be gone on from as well", async () => {
    const room = await create(ada, { from: { match, tick: TICK } });
    await until("some ticks are played", () => room.state.tick > TICK + 40);
    const { matchId } = room.state;
    assert.match(await code({ private: true, from: { match: matchId, tick: TICK + 1 } }), /^match\/live /);
    // It is private: to who does not play there, it is none.
    assert.match(await code({ private: true, from: { match: matchId, tick: TICK + 1 } }, ben), /^match\/unknown /);
    await room.leave();
    await until("it is over", () => server.services.history.find(matchId as MatchId));
    const again = await create(ada, { from: { match: matchId, tick: TICK + 30 } });
    assert.ok(again.state.tick >= TICK + 30);
    await again.leave();
    // It was private: nobody else may know of it.
    assert.match(await code({ private: true, from: { match: matchId, tick: TICK + 30 } }, ben), /^match\/unknown /);
  });

  it("refuses what makes no sense with a code", async () => {
    const last = (await worldAt(10_000)).tick;
    const from = { match, tick: TICK };
    assert.match(await code({ private: true, from: { match: "m_0123456789abcdef", tick: 5 } }), /^match\/unknown /);
    assert.match(await code({ private: true, from: { match: "../../etc", tick: 5 } }), /^match\/unknown /);
    for (const tick of [last, last + 1, 2 ** 40])
      assert.match(await code({ private: true, from: { match, tick } }), /^match\/tick .* from 1 to \d+\.$/);
    for (const tick of [0, -1, 1.5, "7", null]) assert.match(await code({ private: true, from: { match, tick } }), /^match\/options /);
    assert.match(await code({ from }), /^match\/options .*"private" to true/);
    assert.match(await code({ private: true, from, mode: "teams" }), /^match\/options .*leave out "mode"/);
    assert.match(await code({ private: true, from, seat: 16 }), /^match\/options .*"seat"/);
    assert.match(await code({ private: true, from }, ada, "hands"), /^match\/options Nobody can go on from a match of Hands/);
    for (const wrong of [7, "x", [], null]) assert.match(await code({ private: true, from: wrong }), /^match\/options /);
  });

  it("says of a match that another node plays that it is live, of a private one to its players alone", async () => {
    const players = [{ player: ada.player.id, name: "Ada", seat: 0, team: 0, score: 0, bot: false }];
    const posted = (ranked: boolean) =>
      postedMatches([
        { id: ELSEWHERE, game: "arena", mode: "free", map: "", ranked, startedAt: new Date(), roomId: "there", players: () => players },
      ]);
    const asked = (who: TestPlayer, ranked: boolean) => {
      const liveMatches = new LiveEverywhere(server.services.liveMatches, { others: [posted(ranked)] } as never);
      return checkOrigin({ ...server.services, liveMatches }, { match: ELSEWHERE, tick: 5 }, who.player.id).catch(({ code }) => code);
    };
    assert.deepEqual(await Promise.all([asked(ada, true), asked(ben, true), asked(ada, false), asked(ben, false)]), [
      "match/live",
      "match/live",
      "match/live",
      "match/unknown",
    ]);
  });

  it("refuses a match that this build plays otherwise, and lets others go on while it looks", async () => {
    const bytes = await server.services.journal.readRecord(match);
    const services = (record: Uint8Array | undefined) => ({
      ...server.services,
      journal: { ...server.services.journal, readRecord: async () => record },
    });
    const changed: AnyGame = {
      ...(arena as AnyGame),
      step(world, inputs, tick) {
        arena.step(world as never, inputs as never, tick);
        if (tick % 20 === 0) for (const entry of bySeat(world)) entry.score += 1;
      },
    };
    const failed = (record: Uint8Array | undefined, build = "another") =>
      loadOrigin({ ...services(record), build } as never, changed, { match, tick: TICK }).then(
        () => "loaded",
        (error: { code: string; message: string }) => `${error.code} ${error.message}`,
      );
    assert.match(await failed(bytes), /^match\/build .*another build/);
    assert.match(await failed(bytes, server.services.build), /^match\/build .*damaged/);
    assert.match(await failed(bytes?.slice(0, 4000)), /^match\/build /);
    assert.match(await failed(undefined), /^match\/unknown /);
    // A record of before there were keyframes is played from its beginning.
    const golden = readFileSync(new URL("../../rooms/arena/replays/longshore-time.record", import.meta.url));
    let turns = 0;
    let looking = true;
    const count = () => {
      turns++;
      if (looking) setImmediate(count);
    };
    setImmediate(count);
    const origin = await loadOrigin(services(golden) as never, arena as AnyGame, { match, tick: 1500 });
    looking = false;
    assert.equal(origin?.world.tick, 1500);
    assert.ok(turns >= 3, `${turns} turns`);
  });
});
