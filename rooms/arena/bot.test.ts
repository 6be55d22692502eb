import assert from "node:assert/strict";
import type { BotLevel } from "../lib/game.ts";
import { hashData, hashWorld } from "../lib/hash.ts";
import { layoutOf } from "../lib/layout.ts";
import { arena } from "./game.ts";
import { MAPS } from "./maps.ts";
import { Navigator } from "./navigation.ts";
import { UNITS } from "./rules.ts";
import { joined, TestMatch } from "./test-match.ts";
import type { ArenaInput, ArenaWorld } from "./world.ts";

const LEVELS: readonly BotLevel[] = ["easy", "medium", "hard"];

/** Plays a match of bots to its end; `watch` sees each tick. */
function play(seed: number, levels: readonly BotLevel[], options: object, watch?: (world: ArenaWorld, seats: readonly ArenaInput[]) => void) {
  const match = new TestMatch(0, { ...options }, seed);
  const bots = levels.map((level, seat) => arena.bot(seed, seat, level));
  match.step(
    {},
    levels.map((_, seat) => joined(seat, { player: "", bot: true })),
  );
  while (match.world.phase !== "finished") {
    assert.ok(match.world.tick < 10_000, "the match does not end");
    const seats = bots.map((bot) => bot.input(match.world));
    arena.step(match.world, { system: [], seats }, match.world.tick + 1);
    watch?.(match.world, seats);
  }
  return match;
}

describe("arena bots", () => {
  for (const map of MAPS) {
    it(`fight matches to their end on ${map.title}, in every mode, at every strength`, () => {
      for (const mode of ["ffa", "teams"]) {
        for (const level of LEVELS) {
          const match = play(3, new Array(6).fill(level), { mode, map: map.id, minutes: 1 });
          const kills = [0, 1, 2, 3, 4, 5].reduce((sum, seat) => sum + match.player(seat).kills, 0);
          assert.ok(kills >= 4, `${kills} kills of ${level} bots in a minute of ${mode}`);
          assert.equal(arena.outcome(match.world)?.ranking.length, 6);
        }
      }
    });

    it(`never hang on a wall of ${map.title}`, () => {
      const WINDOW = 30;
      const since: { x: number; y: number; ticks: number }[] = [];
      let checked = 0;
      play(5, new Array(6).fill("medium"), { map: map.id, minutes: 2, scoreLimit: 200 }, (world, seats) => {
        for (const [seat, input] of seats.entries()) {
          const player = world.players.get(String(seat));
          const last = since[seat];
          const walks = player && player.respawn === 0 && Math.hypot(input.moveX, input.moveY) > 100;
          if (!player || !walks || !last || Math.hypot(player.x - last.x, player.y - last.y) > 24 * UNITS) {
            since[seat] = { x: player?.x ?? 0, y: player?.y ?? 0, ticks: 0 };
            continue;
          }
          checked++;
          last.ticks++;
          assert.ok(last.ticks < WINDOW, `seat ${seat} hangs at ${player.x / UNITS}, ${player.y / UNITS} at tick ${world.tick}`);
        }
      });
      assert.ok(checked > 0);
    });

    it(`find a way between any two spawns and pickups of ${map.title}`, () => {
      const navigator = new Navigator(map);
      const places = [...map.spawns, ...map.pickups];
      const into = { x: 0, y: 0 };
      for (const from of places) for (const to of places) assert.ok(navigator.waypoint(from.x, from.y, to.x, to.y, into));
    });
  }

  it("win against weaker ones", () => {
    for (const [strong, weak] of [
      ["hard", "easy"],
      ["hard", "medium"],
      ["medium", "easy"],
    ] as const) {
      let difference = 0;
      for (let seed = 0; seed < 6; seed++) {
        const levels: BotLevel[] = seed % 2 === 0 ? [strong, weak] : [weak, strong];
        const match = play(seed, levels, { minutes: 1, map: "any" });
        difference += match.player(seed % 2).kills - match.player(1 - (seed % 2)).kills;
      }
      assert.ok(difference >= 6, `${strong} leads ${weak} by ${difference} kills in 6 minutes`);
    }
  });

  it("of different seeds play differently, of the same seed alike", () => {
    const end = (seed: number) => hashWorld(layoutOf(arena.State), play(seed, ["medium", "medium", "easy"], { minutes: 1, map: "foundry" }).world);
    assert.equal(end(11), end(11));
    assert.notEqual(end(11), end(12));
  });

  it("write nothing into the world, and send only legal inputs", () => {
    const match = new TestMatch(4);
    const bots = LEVELS.map((level, seat) => arena.bot(9, seat, level));
    for (let i = 0; i < 300; i++) {
      const before = hashWorld(layoutOf(arena.State), match.world);
      const seats = bots.map((bot) => bot.input(match.world));
      assert.equal(hashWorld(layoutOf(arena.State), match.world), before);
      for (const input of seats) {
        const sent = hashData(input);
        arena.sanitize(input);
        assert.equal(hashData(input), sent);
      }
      arena.step(match.world, { system: [], seats }, match.world.tick + 1);
    }
  });
});
