import assert from "node:assert/strict";
import type { SystemInput } from "../lib/game.ts";
import { hashWorld } from "../lib/hash.ts";
import { layoutOf } from "../lib/layout.ts";
import { toPlain } from "../lib/plain.ts";
import { noise } from "../lib/random.ts";
import { arena } from "./game.ts";
import { MAPS } from "./maps.ts";
import { joined } from "./test-match.ts";
import type { ArenaWorld } from "./world.ts";

const layout = layoutOf(arena.State);

describe("arena on Schema instances and on plain objects", () => {
  for (const [seed, map] of MAPS.entries()) {
    it(`is the same at each tick on ${map.title}, with joins, drops, take-overs, assisted shots and beams into the past`, () => {
      const read = arena.options.read({ map: map.id, mode: seed % 2 === 0 ? "ffa" : "teams", minutes: 1, scoreLimit: 200 });
      assert.ok(read.ok);
      const world = arena.create(seed, { ...read.options, matchId: "m", code: "" });
      const plain = toPlain<ArenaWorld>(layout, world);
      const bots = Array.from({ length: arena.seats.max }, (_, seat) => arena.bot(seed, seat, "hard"));
      let beams = 0;
      for (let tick = 1; tick <= 2000; tick++) {
        const system = systemInputs(seed, tick);
        const seats = bots.map((bot, seat) => ({ ...bot.input(plain), assist: seat % 2 === 1, seen: Math.floor(noise(seed, seat, tick) * 121) }));
        arena.step(world, { system, seats }, tick);
        arena.step(plain, { system, seats }, tick);
        assert.equal(hashWorld(layout, world), hashWorld(layout, plain), `tick ${tick}`);
        plain.players.forEach((player) => {
          if (player.beamTick === tick) beams++;
        });
      }
      assert.equal(world.phase, "finished");
      assert.ok(beams > 100);
    });
  }
});

function systemInputs(seed: number, tick: number): SystemInput[] {
  const seat = Math.floor(noise(seed, 0, tick, 1) * arena.seats.max);
  if (tick <= 12) return [joined(tick - 1)];
  if (tick % 40 !== 0) return [];
  const kinds = ["drop", "takeover", "back", "remove", "rematch"] as const;
  const kind = kinds[Math.floor(noise(seed, 0, tick, 2) * 7)];
  return [kind ? { kind, seat } : joined(seat, { player: `late${tick}` })];
}
