import assert from "node:assert/strict";
import { castRay } from "../../../rooms/arena/arena-map.ts";
import { arena } from "../../../rooms/arena/game.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { UNITS } from "../../../rooms/arena/rules.ts";
import { TestMatch } from "../../../rooms/arena/test-match.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import type { Bot } from "../../../rooms/lib/game.ts";
import type { Action } from "./actions.ts";
import { aimOf, firesByAim, moveOf, turnByKeys } from "./control-mapping.ts";

const TICK_MS = 1000 / 30;
/** A person looks, decides and finds the key. */
const REACTION_TICKS = 9;
const BOTS = 3;
const SIGHT = 700 * UNITS;

describe("a person with a keyboard alone", () => {
  it("wins more matches than any of three easy bots, with one of eight directions at a time and a reaction of 300 ms", () => {
    const won = [0, 0, 0, 0];
    for (let seed = 1; seed <= 24; seed++) {
      const seat = winnerOf(seed);
      won[seat] = (won[seat] ?? 0) + 1;
    }
    const [person = 0, ...bots] = won;
    assert.ok(person > Math.max(...bots) && person >= 10, `won: ${won.join(", ")}`);
  }).timeout(20_000);
});

/** Plays a match of keys on seat 0 against easy bots, to ten points. */
function winnerOf(seed: number): number {
  const match = new TestMatch(1 + BOTS, { map: ["longshore", "orbit", "foundry"][seed % 3], scoreLimit: 10, minutes: 3 }, seed);
  const { world } = match;
  const bots = Array.from({ length: BOTS }, (_, index) => arena.bot(seed, index + 1, "easy"));
  const person = new KeyPerson(seed);
  while (world.phase !== "finished") {
    const inputs: Record<number, Partial<ArenaInput>> = { 0: person.input(world, match.player(0)) };
    bots.forEach((bot, index) => {
      inputs[index + 1] = bot.input(world);
    });
    match.step(inputs);
  }
  return arena.outcome(world)?.ranking[0]?.seat ?? -1;
}

/**
 * Walks as a medium bot would, as far as eight directions go, and holds the keys for the aim towards the nearest enemy in
 * sight; the aim is turned as Controls does.
 */
class KeyPerson {
  readonly #legs: Bot<ArenaWorld, ArenaInput>;
  #angle = 0;
  #down = new Set<Action>();
  #beam = false;

  constructor(seed: number) {
    this.#legs = arena.bot(seed, 0, "medium");
  }

  input(world: ArenaWorld, me: ArenaPlayer): Partial<ArenaInput> {
    const { moveX, moveY } = this.#legs.input(world);
    if (world.tick % REACTION_TICKS === 0) this.#decide(world, me, moveX, moveY);
    this.#angle = turnByKeys(this.#angle, this.#down, TICK_MS);
    const { x, y } = moveOf(this.#down);
    return {
      moveX: x,
      moveY: y,
      aim: aimOf(this.#angle),
      bolt: firesByAim({ active: (action) => this.#down.has(action) }),
      beam: this.#beam,
      assist: true,
    };
  }

  #decide(world: ArenaWorld, me: ArenaPlayer, moveX: number, moveY: number): void {
    this.#down = new Set(moveX === 0 && moveY === 0 ? [] : WALK[eighthOf(moveX, moveY)]);
    this.#beam = false;
    const enemy = nearest(world, me);
    if (!enemy) return;
    const [dx, dy] = [enemy.x - me.x, enemy.y - me.y];
    const far = Math.hypot(dx, dy);
    if (far > SIGHT || castRay(mapById(world.map), me.x, me.y, dx / far, dy / far, 0, far) < far) return;
    const eighth = eighthOf(dx, dy);
    for (const action of AIM[eighth] ?? []) this.#down.add(action);
    // What the assist can bend is worth a beam.
    this.#beam = Math.abs(Math.sin(Math.atan2(dy, dx) - (eighth * Math.PI) / 4)) < 0.12;
  }
}

/** Of eight directions, clockwise from the right. */
function eighthOf(x: number, y: number): number {
  return (Math.round((Math.atan2(y, x) / Math.PI) * 4) + 8) % 8;
}

const WALK: readonly (readonly Action[])[] = [
  ["right"],
  ["right", "down"],
  ["down"],
  ["left", "down"],
  ["left"],
  ["left", "up"],
  ["up"],
  ["right", "up"],
];
const AIM: readonly (readonly Action[])[] = [
  ["aimRight"],
  ["aimRight", "aimDown"],
  ["aimDown"],
  ["aimLeft", "aimDown"],
  ["aimLeft"],
  ["aimLeft", "aimUp"],
  ["aimUp"],
  ["aimRight", "aimUp"],
];

function nearest(world: ArenaWorld, me: ArenaPlayer): ArenaPlayer | undefined {
  let found: ArenaPlayer | undefined;
  let best = Number.POSITIVE_INFINITY;
  world.players.forEach((player) => {
    const far = Math.hypot(player.x - me.x, player.y - me.y);
    if (player.seat === me.seat || player.respawn > 0 || far >= best || far === 0) return;
    best = far;
    found = player;
  });
  return found;
}
