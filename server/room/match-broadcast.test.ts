import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { type Decoder, Reflection, type Schema } from "@colyseus/schema";
import { arena } from "../../rooms/arena/game.ts";
import { type BroadcastFrame, readFrames } from "../../rooms/lib/broadcast.ts";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { toPlain } from "../../rooms/lib/plain.ts";
import type { MatchId } from "../ids.ts";
import type { Journal } from "../journal/journal.ts";
import { firstDifference, type Sees } from "../testing/compare-worlds.ts";
import { hands } from "../testing/hands/game.ts";
import { joinById, own, quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { GameRoom } from "./game-room.ts";

/** The small game, with a moment for each reveal, fast enough to be over in a second or two. */
const shown: AnyGame = {
  ...(hands as AnyGame),
  id: "shown",
  tickHz: 60,
  patchHz: 60,
  moments: () => ({
    next(world) {
      assert.deepEqual(world.hidden, {});
      for (const seat of ["0", "1"]) assert.equal((world.players.get(seat) as { hand?: unknown } | undefined)?.hand, undefined);
      const revealed = (world as World & { revealed: boolean; clock: number }).revealed;
      return revealed ? [{ kind: "reveal", seats: [0, 1] }] : [];
    },
  }),
};
const shooter: AnyGame = {
  ...(arena as unknown as AnyGame),
  id: "shooter",
  options: { read: () => arena.options.read({ minutes: 1, scoreLimit: 4 }) },
};

class ShownRoom extends GameRoom {
  static override onAuth = GameRoom.admit(shown);
  override readonly game = shown;
}

class ShooterRoom extends GameRoom {
  static override onAuth = GameRoom.admit(shooter);
  override readonly game = shooter;
}

describe("the broadcast of a match", function () {
  this.timeout(120_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([
      { game: shown, Room: ShownRoom },
      { game: shooter, Room: ShooterRoom },
    ]);
  });
  after(() => server.stop());

  it("decodes at each patch to what a spectator sees of the world, and to no more", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "shown");
    const worlds = watchPatches(server.room(room), shown);
    const other = await joinById(two, room.roomId);
    const first = room.state.matchId as MatchId;
    await until("the match is over", () => room.state.phase === "finished", 20_000);
    server.room(room).broadcast("told.to.all", { text: "after the end" });
    await Promise.all([room.request("rematch.vote"), other.request("rematch.vote")]);
    await until("another match", () => room.state.matchId !== first && room.state.phase === "playing");
    server.room(room).broadcast("told.to.all", { text: "hello" });
    const second = room.state.matchId as MatchId;
    await until("it is over", () => room.state.phase === "finished", 20_000);
    const sees: Sees = (_, field) => field !== "hand";
    for (const match of [first, second]) {
      const frames = await whole(server.services.journal, match);
      const compared = compare(shown, frames.head, frames.frames, worlds.get(match) ?? new Map(), sees);
      assert.equal(compared.fault, undefined);
      assert.ok(compared.states > 40, `${compared.states} states were compared`);
      assert.ok(frames.frames.some(({ kind }) => kind === "moment"));
      const told = frames.frames.filter((frame) => frame.kind === "message" && Buffer.from(frame.bytes).includes("told.to.all"));
      assert.equal(told.length, match === second ? 1 : 0);
      assert.equal(frames.frames.at(-1)?.kind, "end");
    }
    await Promise.all([room.leave(), other.leave()]);
  });

  it("has no hidden card, no seed and no session id in any byte", async () => {
    const one = await server.guest();
    const room = await quickPlay(one, "shown", {});
    const match = room.state.matchId as MatchId;
    await until("the match is over", () => room.state.phase === "finished", 20_000);
    const { head, frames } = await whole(server.services.journal, match);
    assert.deepEqual(Object.keys(head).sort(), ["build", "code", "format", "game", "matchId", "patchHz", "schema", "startedAt", "tickHz"]);
    const secrets = [room.sessionId, room.reconnectionToken.split(":").at(-1) ?? "", one.token, room.roomId];
    for (const frame of frames)
      if ("bytes" in frame) for (const secret of secrets) assert.ok(!Buffer.from(frame.bytes).includes(secret), `${secret} in a ${frame.kind}`);
    await room.leave();
  });

  it("of Arena decodes at each patch to the server's world, bit for bit, through joins, drops and a rematch", async () => {
    const [one, two, three] = [await server.guest(), await server.guest(), await server.guest()];
    const room = await quickPlay(one, "shooter");
    const worlds = watchPatches(server.room(room), shooter);
    const first = room.state.matchId as MatchId;
    const other = await joinById(two, room.roomId);
    other.reconnection.enabled = false;
    server.room(room).clients.get(other.sessionId)?.leave(4010);
    await until("a bot takes over", () => own(room, two)?.bot);
    const late = await joinById(three, room.roomId);
    await until("the match is over", () => room.state.phase === "finished", 90_000);
    await Promise.all([room.request("rematch.vote"), late.request("rematch.vote")]);
    await until("another match", () => room.state.matchId !== first);
    const second = room.state.matchId as MatchId;
    await until("it was played for a while", () => room.state.tick > 100, 20_000);
    await server.room(room).disconnect();
    for (const match of [first, second]) {
      const { head, frames } = await whole(server.services.journal, match);
      const compared = compare(shooter, head, frames, worlds.get(match) ?? new Map(), () => true);
      assert.equal(compared.fault, undefined);
      assert.ok(compared.states > 40, `${compared.states} states were compared`);
    }
  });
});

/** The world at each patch of a room, by match and tick. */
function watchPatches(room: GameRoom, game: AnyGame): Map<string, Map<number, World>> {
  const worlds = new Map<string, Map<number, World>>();
  const patch = room.broadcastPatch.bind(room);
  room.broadcastPatch = () => {
    const { state } = room;
    const ofMatch = worlds.get(state.matchId) ?? new Map<number, World>();
    worlds.set(state.matchId, ofMatch);
    ofMatch.set(state.tick, toPlain(layoutOf(game.State), state as World));
    return patch();
  };
  return worlds;
}

async function whole(journal: Journal, match: MatchId) {
  const index = await until("the broadcast is whole", async () => {
    const read = await journal.index(match);
    return read?.state === "whole" ? read : undefined;
  });
  const frames: BroadcastFrame[] = [];
  for (const { n } of index.segments) {
    const bytes = await journal.segment(match, n);
    assert.ok(bytes);
    frames.push(...readFrames(gunzipSync(bytes)));
  }
  return { head: index.head, frames };
}

/** Decodes frame after frame and compares with the worlds; each state also alone, as one who begins there does. */
function compare(
  game: AnyGame,
  head: { readonly schema: string },
  frames: readonly BroadcastFrame[],
  worlds: ReadonlyMap<number, World>,
  sees: Sees,
) {
  const layout = layoutOf(game.State);
  const fresh = () => Reflection.decode<Schema>(Buffer.from(head.schema, "hex")) as Decoder;
  let decoder: Decoder | undefined;
  let states = 0;
  for (const frame of frames) {
    if (frame.kind !== "state" && frame.kind !== "patch") continue;
    const copy = Buffer.from(frame.bytes);
    if (frame.kind === "patch" || !decoder) {
      decoder ??= fresh();
      decoder.decode(copy);
    }
    const world = worlds.get(frame.tick);
    // The first ticks went by before anybody watched the patches.
    if (!world && states === 0) continue;
    if (!world) return { states, fault: `no world at tick ${frame.tick}` };
    const alone = frame.kind === "state" ? fresh() : undefined;
    alone?.decode(copy);
    for (const { state } of [decoder, ...(alone ? [alone] : [])]) {
      const fault = firstDifference(layout, world, state as object, sees);
      if (fault) return { states, fault: `tick ${frame.tick}, ${frame.kind}: ${fault}` };
    }
    states++;
  }
  return { states, fault: undefined };
}
