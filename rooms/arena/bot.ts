import type { Bot, BotLevel } from "../lib/game.ts";
import { noise } from "../lib/random.ts";
import { BotAim, canHit } from "./bot-aim.ts";
import { choosePickup, chooseTarget, distance } from "./bot-choices.ts";
import { BotMoves } from "./bot-moves.ts";
import { SKILLS } from "./bot-skill.ts";
import { neutral } from "./input.ts";
import { mapById } from "./maps.ts";
import { UNITS } from "./rules.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld, Pickup } from "./world.ts";

/** Plays one seat like a person of that strength: sees what is public, thinks now and then, aims with a hand that wanders. */
export function createBot(seed: number, seat: number, level: BotLevel): Bot<ArenaWorld, ArenaInput> {
  const skill = SKILLS[level];
  const aim = new BotAim(seed, skill);
  let mapId = "";
  let moves: BotMoves | undefined;
  let thought = Number.NEGATIVE_INFINITY;
  let target: number | undefined;
  let pickup: Pickup | undefined;

  return {
    input(world) {
      const me = world.players.get(String(seat));
      if (!me) return neutral(undefined);
      const input: ArenaInput = { ...neutral(undefined), aim: me.aim };
      if (me.respawn > 0 || world.phase === "finished") return input;
      const map = mapById(world.map);
      if (!moves || mapId !== map.id) moves = new BotMoves(seed, skill, map);
      mapId = map.id;
      const tick = world.tick;
      if (tick - thought >= skill.thinkTicks || tick < thought || !enemyAt(world, me, target)) {
        thought = tick;
        target = chooseTarget(world, me, map, target ?? -1)?.seat;
        pickup = choosePickup(world, me, skill);
      }
      const enemy = enemyAt(world, me, target);
      const visible = enemy !== undefined && canHit(map, me, enemy);
      if (!pickup || !moves.walk(input, me, pickup, tick)) {
        if (enemy && visible && distance(me, enemy) < FIGHT) moves.fight(input, me, enemy, tick);
        else moves.walk(input, me, enemy ?? roam(tick), tick);
      }
      moves.dodge(input, world, me);
      aim.point(input, me, enemy, visible, tick);
      return input;
    },
  };

  /** Somewhere to go when nobody is left to fight; another place every few seconds. */
  function roam(tick: number): { x: number; y: number } {
    const { spawns } = mapById(mapId);
    return spawns[Math.floor(noise(seed, seat, tick >> 7, 5) * spawns.length)] ?? { x: 0, y: 0 };
  }
}

/** Further away it comes closer first. */
const FIGHT = 600 * UNITS;

function enemyAt(world: ArenaWorld, me: ArenaPlayer, seat: number | undefined): ArenaPlayer | undefined {
  const other = seat === undefined ? undefined : world.players.get(String(seat));
  return other && other.team !== me.team && other.respawn === 0 ? other : undefined;
}
