import { noise } from "../lib/random.ts";
import { type ArenaMap, castRay } from "./arena-map.ts";
import { distance, incomingBolt } from "./bot-choices.ts";
import type { Skill } from "./bot-skill.ts";
import { FULL_MOVE } from "./input.ts";
import { Navigator } from "./navigation.ts";
import { PLAYER_RADIUS, UNITS } from "./rules.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld } from "./world.ts";

/** A bot's feet: ways to a place, the dance of a fight, steps out of the line of fire. */
export class BotMoves {
  readonly #seed: number;
  readonly #skill: Skill;
  readonly #map: ArenaMap;
  readonly #navigator: Navigator;
  readonly #waypoint = { x: 0, y: 0 };
  #planned = -PLAN_TICKS;
  #goalX = 0;
  #goalY = 0;
  #reachable = false;
  #flipped = false;

  constructor(seed: number, skill: Skill, map: ArenaMap) {
    this.#seed = seed;
    this.#skill = skill;
    this.#map = map;
    this.#navigator = new Navigator(map);
  }

  /** Walks to a place; false when there (or there is no way). */
  walk(input: ArenaInput, me: ArenaPlayer, goal: { x: number; y: number }, tick: number): boolean {
    if (distance(me, goal) < PLAYER_RADIUS / 2) return false;
    const moved = Math.abs(goal.x - this.#goalX) + Math.abs(goal.y - this.#goalY) > 40 * UNITS;
    if (moved || tick - this.#planned >= PLAN_TICKS || distance(me, this.#waypoint) < PLAYER_RADIUS) {
      this.#planned = tick;
      this.#goalX = goal.x;
      this.#goalY = goal.y;
      this.#reachable = this.#navigator.waypoint(me.x, me.y, goal.x, goal.y, this.#waypoint);
    }
    if (this.#reachable) head(input, this.#waypoint.x - me.x, this.#waypoint.y - me.y);
    return this.#reachable;
  }

  /** Circles a target at a good distance; walks to it where walls leave no room. */
  fight(input: ArenaInput, me: ArenaPlayer, target: ArenaPlayer, tick: number): void {
    const away = distance(me, target);
    if (away === 0) return;
    const dx = (target.x - me.x) / away;
    const dy = (target.y - me.y) / away;
    const range = (220 + 120 * noise(this.#seed, me.seat, 0, 11)) * UNITS;
    const closer = away > range + 60 * UNITS ? 0.8 : away < range - 60 * UNITS ? -0.8 : 0;
    // Changes sides about every second, at moments that nobody can learn.
    const side = noise(this.#seed, me.seat, Math.floor(tick / 22), 12) < 0.5 !== this.#flipped ? 1 : -1;
    if (this.#try(input, me, dx * closer - dy * side, dy * closer + dx * side)) return;
    this.#flipped = !this.#flipped;
    if (this.#try(input, me, dx * closer + dy * side, dy * closer - dx * side)) return;
    this.walk(input, me, target, tick);
  }

  /** Steps or dashes out of the way of the bolt that would hit next. */
  dodge(input: ArenaInput, world: ArenaWorld, me: ArenaPlayer): void {
    if (this.#skill.dodge === 0) return;
    const bolt = incomingBolt(world, me);
    if (!bolt || noise(this.#seed, me.seat, bolt.born, 20 + bolt.owner) >= this.#skill.dodge) return;
    const age = world.tick - bolt.born;
    const dx = me.x - (bolt.x + bolt.vx * age);
    const dy = me.y - (bolt.y + bolt.vy * age);
    const side = bolt.vx * dy - bolt.vy * dx >= 0 ? 1 : -1;
    if (!this.#try(input, me, -bolt.vy * side, bolt.vx * side)) return;
    input.dash = me.dashCooldown === 0 && noise(this.#seed, me.seat, bolt.born, 40 + bolt.owner) < this.#skill.dash;
  }

  #try(input: ArenaInput, me: ArenaPlayer, x: number, y: number): boolean {
    const length = Math.sqrt(x * x + y * y);
    if (length === 0) return false;
    const free = castRay(this.#map, me.x, me.y, x / length, y / length, PLAYER_RADIUS - UNITS, FREE);
    const edge = PLAYER_RADIUS + FREE / 2;
    const toX = me.x + (x / length) * edge;
    const toY = me.y + (y / length) * edge;
    if (free < FREE || toX < 0 || toY < 0 || toX > this.#map.width || toY > this.#map.height) return false;
    head(input, x, y);
    return true;
  }
}

/** Between two searches for a way; a search takes some 20 µs. */
const PLAN_TICKS = 8;
/** Room that a sidestep needs. */
const FREE = 60 * UNITS;

function head(input: ArenaInput, x: number, y: number): void {
  const length = Math.sqrt(x * x + y * y);
  if (length === 0) return;
  input.moveX = Math.trunc((x / length) * FULL_MOVE) + 0;
  input.moveY = Math.trunc((y / length) * FULL_MOVE) + 0;
}
