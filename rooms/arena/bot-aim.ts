import { atan2, wrapAngle } from "../lib/det-math.ts";
import { noise } from "../lib/random.ts";
import { type ArenaMap, castRay } from "./arena-map.ts";
import type { Skill } from "./bot-skill.ts";
import { clamp } from "./geometry.ts";
import { aimAngle } from "./movement.ts";
import { BEAM_ENERGY, BOLT_RADIUS, BOLT_RANGE, BOLT_SPEED, PLAYER_RADIUS } from "./rules.ts";
import type { ArenaInput, ArenaPlayer } from "./world.ts";

/** A bot's hand and eye: turns towards where the target will be, with the errors of a person, and pulls the trigger. */
export class BotAim {
  readonly #seed: number;
  readonly #skill: Skill;
  #target = -1;
  #seenTicks = 0;
  #vx = 0;
  #vy = 0;
  #error = 0;

  constructor(seed: number, skill: Skill) {
    this.#seed = seed;
    this.#skill = skill;
  }

  /** Aims `input` at the target, or where the bot goes if there is none, and shoots if it may hit. */
  point(input: ArenaInput, me: ArenaPlayer, target: ArenaPlayer | undefined, visible: boolean, tick: number): void {
    this.#watch(target, visible);
    const angle = aimAngle(me.aim);
    if (!target || !visible) {
      if (input.moveX !== 0 || input.moveY !== 0) this.#turn(input, angle, atan2(input.moveY, input.moveX));
      return;
    }
    const skill = this.#skill;
    const wander = (noise(this.#seed, me.seat, tick >> 3, 1) * 2 - 1) * skill.spread;
    this.#error += (wander - this.#error) * 0.25;
    const useBeam = me.energy >= BEAM_ENERGY && noise(this.#seed, me.seat, tick >> 5, 2) < skill.beam;
    const dx = target.x - me.x;
    const dy = target.y - me.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    // A beam hits at once, but both have moved by the time of the step; a bolt flies, and moves from the tick after.
    const ticks = 1 + (useBeam ? 0 : (skill.lead * distance) / BOLT_SPEED);
    const wanted = atan2(dy + this.#vy * ticks - me.vy, dx + this.#vx * ticks - me.vx);
    const off = this.#turn(input, angle, wanted + this.#error);
    if (this.#seenTicks < skill.reactionTicks || noise(this.#seed, me.seat, tick >> 4, 3) >= skill.trigger) return;
    // Shoots when it believes to be on target: people do not know their error either.
    if (Math.abs(off) * distance > 2 * PLAYER_RADIUS) return;
    input.beam = useBeam;
    input.bolt = !useBeam;
  }

  #watch(target: ArenaPlayer | undefined, visible: boolean): void {
    if (!target || !visible || target.seat !== this.#target) {
      this.#target = target && visible ? target.seat : -1;
      this.#seenTicks = 0;
      this.#vx = 0;
      this.#vy = 0;
    }
    if (!target) return;
    this.#seenTicks++;
    this.#vx += (target.vx - this.#vx) * this.#skill.follow;
    this.#vy += (target.vy - this.#vy) * this.#skill.follow;
  }

  /** Turns as far as the hand can; what is left is returned. */
  #turn(input: ArenaInput, from: number, to: number): number {
    const wanted = wrapAngle(to - from);
    const turned = clamp(wanted, this.#skill.turn);
    input.aim = Math.floor(((from + turned) / aimAngle(1)) % 65536) & 0xffff;
    return wanted - turned;
  }
}

/** Whether a bolt from one player could reach the other. */
export function canHit(map: ArenaMap, me: ArenaPlayer, other: ArenaPlayer): boolean {
  const dx = other.x - me.x;
  const dy = other.y - me.y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  if (distance === 0) return true;
  if (distance > BOLT_RANGE) return false;
  return castRay(map, me.x, me.y, dx / distance, dy / distance, BOLT_RADIUS, distance) >= distance;
}
