import assert from "node:assert/strict";
import type { Moment } from "../lib/game.ts";
import { arena } from "./game.ts";
import { createMoments } from "./moments.ts";
import { OVERCHARGE_TICKS } from "./rules.ts";
import { TestMatch } from "./test-match.ts";

describe("the moments of Arena", () => {
  it("are the kills, the first of them told twice, who takes the lead, and the end", () => {
    const match = new TestMatch(3, { scoreLimit: 3 });
    const watch = createMoments();
    const told: Moment[] = [...watch.next(match.world)];
    const kill = (by: number, target: number) => {
      match.kill(by, target);
      told.push(...watch.next(match.world));
      for (let i = 0; i < 100; i++) {
        match.step();
        told.push(...watch.next(match.world));
      }
    };
    kill(0, 1);
    kill(1, 2);
    kill(1, 0);
    kill(1, 2);
    assert.deepEqual(
      told.filter(({ kind }) => kind !== "streak"),
      [
        { kind: "kill", seats: [0, 1] },
        { kind: "first", seats: [0, 1] },
        { kind: "kill", seats: [1, 2] },
        { kind: "kill", seats: [1, 0] },
        { kind: "lead", seats: [1] },
        { kind: "kill", seats: [1, 2] },
        { kind: "end", seats: [1] },
      ],
    );
    assert.deepEqual(
      told.filter(({ kind }) => kind === "streak"),
      [{ kind: "streak", seats: [1] }],
    );
  });

  it("say who scored when a team takes the lead", () => {
    const match = new TestMatch(4, { mode: "teams", scoreLimit: 40 });
    const watch = createMoments();
    watch.next(match.world);
    const teamOf = (seat: number) => match.player(seat).team;
    const [a, b] = [0, [1, 2, 3].find((seat) => teamOf(seat) !== teamOf(0)) ?? 1];
    const told: Moment[] = [];
    for (const [by, target] of [
      [a, b],
      [b, a],
      [b, a],
    ] as const) {
      match.kill(by, target);
      told.push(...watch.next(match.world));
      for (let i = 0; i < 100; i++) {
        match.step();
        told.push(...watch.next(match.world));
      }
    }
    assert.deepEqual(
      told.filter(({ kind }) => kind === "lead"),
      [{ kind: "lead", seats: [b] }],
    );
  });

  it("say who took the overcharge, and nothing of health and shields", () => {
    const match = new TestMatch(2);
    const watch = createMoments();
    watch.next(match.world);
    const told: Moment[] = [];
    match.world.pickups.forEach((pickup) => {
      pickup.back = 0;
      const player = match.put(1, pickup.x / 16, pickup.y / 16);
      player.health = 40;
      match.step();
      told.push(...watch.next(match.world));
    });
    assert.equal(match.player(1).overcharge > OVERCHARGE_TICKS - 200, true);
    assert.ok(told.length > 0 && told.every(({ kind, seats }) => kind === "pickup" && seats[0] === 1));
  });

  it("are few, cheap, and the same wherever the same match is looked at", () => {
    const read = arena.options.read({ minutes: 3 });
    assert.ok(read.ok);
    const look = () => {
      const world = arena.create(3, { ...read.options, matchId: "m", code: "" });
      const bots = Array.from({ length: 8 }, (_, seat) => arena.bot(3, seat, "hard"));
      const watch = createMoments();
      const told: (Moment & { tick: number })[] = [];
      let ms = 0;
      for (let tick = 1; tick < 2000 && world.phase !== "finished"; tick++) {
        const system = tick === 1 ? bots.map((_, seat) => ({ kind: "join" as const, seat, player: "", name: `B${seat}`, bot: true })) : [];
        arena.step(world, { system, seats: bots.map((bot) => bot.input(world)) }, tick);
        const from = performance.now();
        for (const moment of watch.next(world)) told.push({ ...moment, tick });
        ms += performance.now() - from;
      }
      return { told, perTickMs: ms / world.tick };
    };
    const [one, two] = [look(), look()];
    assert.deepEqual(one.told, two.told);
    assert.ok(one.told.length > 5 && one.told.length < 200, `${one.told.length} moments in a minute`);
    assert.ok(two.perTickMs < 0.05, `${two.perTickMs} ms a tick`);
  });
});
