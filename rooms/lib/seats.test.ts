import assert from "node:assert/strict";
import type { SeatEntry, SystemInput, World } from "./game.ts";
import { applySystemInputs, bySeat } from "./seats.ts";
import { spawn } from "./spawn.ts";

const EMPTY: SeatEntry = { seat: 0, player: "", name: "", team: 0, score: 0, connected: false, bot: false, rematch: false };

describe("the seat rules", () => {
  it("give a newcomer an entry under the seat", () => {
    const world = worldAfter({ kind: "join", seat: 3, player: "p_a", name: "Ada", bot: false });
    assert.deepEqual(world.players.get("3"), { ...EMPTY, seat: 3, player: "p_a", name: "Ada", connected: true });
  });

  it("keep the entry, its score and its owner through drop, take-over and return", () => {
    const world = worldAfter({ kind: "join", seat: 0, player: "p_a", name: "Ada", bot: false });
    const entry = world.players.get("0");
    assert.ok(entry);
    entry.score = 7;
    apply(world, { kind: "drop", seat: 0 });
    assert.deepEqual([entry.connected, entry.bot], [false, false]);
    apply(world, { kind: "takeover", seat: 0 });
    assert.deepEqual([entry.connected, entry.bot, entry.player], [false, true, "p_a"]);
    apply(world, { kind: "back", seat: 0 });
    assert.deepEqual(entry, { ...EMPTY, player: "p_a", name: "Ada", connected: true, score: 7 });
    assert.equal(world.players.get("0"), entry);
  });

  it("turn the seat of a leaver into a bot of its own that votes for nothing", () => {
    const world = worldAfter(
      { kind: "join", seat: 0, player: "p_a", name: "Ada", bot: false },
      { kind: "rematch", seat: 0 },
      { kind: "leave", seat: 0, name: "Bot Bo" },
    );
    assert.deepEqual(world.players.get("0"), { ...EMPTY, name: "Bot Bo", connected: true, bot: true });
  });

  it("let a person go on from where a seat stands, where they are to", () => {
    const world = worldAfter({ kind: "join", seat: 1, player: "", name: "Bot Bo", bot: true });
    const entry = world.players.get("1");
    assert.ok(entry);
    entry.score = 7;
    const inherit = () => assert.fail("the seat is taken as it stands");
    const join = { kind: "join", seat: 1, player: "p_a", name: "Ada", bot: false, keep: true } as const;
    applySystemInputs(world, [join], { enter: () => entry, inherit });
    assert.deepEqual(entry, { ...EMPTY, seat: 1, player: "p_a", name: "Ada", connected: true, score: 7 });
  });

  it("let a person take the place of a bot without its score", () => {
    const inherited: number[] = [];
    const world = worldAfter({ kind: "join", seat: 1, player: "", name: "Bot Bo", bot: true });
    const entry = world.players.get("1");
    assert.ok(entry);
    entry.score = 9;
    const rules = { enter: () => assert.fail("the entry was there"), inherit: (held: SeatEntry) => inherited.push(held.seat) };
    applySystemInputs(world, [{ kind: "join", seat: 1, player: "p_a", name: "Ada", bot: false }], rules);
    assert.deepEqual([entry.score, entry.player, entry.bot, inherited], [0, "p_a", false, [1]]);
  });

  it("remove an entry after the game has been told", () => {
    const world = worldAfter({ kind: "join", seat: 1, player: "", name: "Bo", bot: true });
    let told = 0;
    applySystemInputs(world, [{ kind: "remove", seat: 1 }], { enter: () => EMPTY, exit: () => told++ });
    assert.deepEqual([world.players.size, told], [0, 1]);
  });

  it("do nothing for a seat that is empty", () => {
    for (const kind of ["drop", "takeover", "back", "remove", "rematch"] as const) assert.equal(worldAfter({ kind, seat: 2 }).players.size, 0);
    assert.equal(worldAfter({ kind: "leave", seat: 2, name: "Bo" }).players.size, 0);
  });

  it("list the entries in the order of seats, whatever the order of the map", () => {
    const join = (seat: number): SystemInput => ({ kind: "join", seat, player: "", name: "", bot: true });
    assert.deepEqual(
      bySeat(worldAfter(join(10), join(2), join(0), join(11))).map((entry) => entry.seat),
      [0, 2, 10, 11],
    );
  });
});

function worldAfter(...system: SystemInput[]): World {
  const world: World = { phase: "waiting", tick: 0, matchId: "m", code: "", players: new Map<string, SeatEntry>(), hidden: {} };
  apply(world, ...system);
  return world;
}

function apply(world: World, ...system: SystemInput[]): void {
  applySystemInputs(world, system, { enter: (join) => spawn(world.players, String(join.seat), { ...EMPTY }) });
}
