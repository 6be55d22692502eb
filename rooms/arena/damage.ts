import { int32, uint8, uint16, uint32 } from "../lib/wire.ts";
import { announce } from "./feed.ts";
import { ASSIST_TICKS, MAX_SEATS, MULTI_TICKS, NOBODY, RESPAWN_TICKS, SHUTDOWN_STREAK, STREAKS } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld } from "./world.ts";

/** Takes `amount` from the target's shield, then health; whoever is protected or dead is not touched. */
export function hurt(world: ArenaWorld, target: ArenaPlayer, amount: number, by: number, weapon: "bolt" | "beam"): void {
  if (target.respawn > 0 || target.protection > 0) return;
  const absorbed = Math.min(amount, target.shield);
  target.shield = uint8(target.shield - absorbed);
  target.health = uint8(target.health - (amount - absorbed));
  target.hitTick = uint32(world.tick);
  target.hitBy = uint8(by);
  world.hidden.hurtTick[target.seat * MAX_SEATS + by] = world.tick;
  if (target.health === 0) kill(world, target, by, weapon);
}

function kill(world: ArenaWorld, target: ArenaPlayer, by: number, weapon: string): void {
  const assist = assistOf(world, target.seat, by);
  const ended = target.streak;
  target.deaths = uint16(target.deaths + 1);
  target.streak = 0;
  target.respawn = RESPAWN_TICKS;
  target.vx = 0;
  target.vy = 0;
  target.dash = 0;
  target.overcharge = 0;
  announce(world, { kind: "kill", actor: by, target: target.seat, assist, weapon, amount: 0 });

  const helper = world.players.get(String(assist));
  if (helper) helper.assists = uint16(helper.assists + 1);
  const killer = world.players.get(String(by));
  if (!killer) return;
  score(world, killer);
  const row = rowOf(world, by);
  const about = { actor: by, target: NOBODY, assist: NOBODY, weapon: "" };
  if (row > 1) announce(world, { ...about, kind: "multi", amount: row });
  if (isStreak(killer.streak)) announce(world, { ...about, kind: "streak", amount: killer.streak });
  if (ended >= SHUTDOWN_STREAK) announce(world, { ...about, kind: "shutdown", target: target.seat, amount: ended });
}

function score(world: ArenaWorld, killer: ArenaPlayer): void {
  killer.kills = uint16(killer.kills + 1);
  killer.streak = uint8(killer.streak + 1);
  if (world.phase !== "playing") return;
  killer.score = int32(killer.score + 1);
  if (world.mode !== "teams") return;
  if (killer.team === 0) world.scoreA = uint16(world.scoreA + 1);
  else world.scoreB = uint16(world.scoreB + 1);
}

/** Who, beside the killer, hurt the victim last and not too long ago; of several in one tick the lowest seat. */
function assistOf(world: ArenaWorld, victim: number, killer: number): number {
  let assist = NOBODY;
  let latest = world.tick > ASSIST_TICKS ? world.tick - ASSIST_TICKS : 0;
  for (let seat = 0; seat < MAX_SEATS; seat++) {
    const tick = world.hidden.hurtTick[victim * MAX_SEATS + seat] ?? 0;
    if (seat === killer || tick <= latest) continue;
    latest = tick;
    assist = seat;
  }
  return assist;
}

/** How many kills in a row this one makes. */
function rowOf(world: ArenaWorld, seat: number): number {
  const { killTick, killRow } = world.hidden;
  const last = killTick[seat] ?? 0;
  const row = last > 0 && world.tick - last <= MULTI_TICKS ? (killRow[seat] ?? 0) + 1 : 1;
  killTick[seat] = world.tick;
  killRow[seat] = row;
  return row;
}

function isStreak(kills: number): boolean {
  const last = STREAKS[STREAKS.length - 1] ?? 0;
  return STREAKS.includes(kills) || (kills > last && (kills - last) % 5 === 0);
}
