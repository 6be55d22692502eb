import type { Inputs } from "../lib/game.ts";
import { applySystemInputs, bySeat } from "../lib/seats.ts";
import { uint8, uint32 } from "../lib/wire.ts";
import type { ArenaMap } from "./arena-map.ts";
import { shotAim } from "./assist.ts";
import { fireBeam } from "./beams.ts";
import { fireBolt, stepBolts } from "./bolts.ts";
import { stepEmotes } from "./emotes.ts";
import { recordHistory } from "./history.ts";
import { mapById } from "./maps.ts";
import { movePlayer } from "./movement.ts";
import { stepPickups } from "./pickups.ts";
import { stepRespawns } from "./respawn.ts";
import {
  BEAM_ENERGY,
  BEAM_RELOAD_TICKS,
  BOLT_RELOAD_TICKS,
  MAX_ENERGY,
  OVERCHARGE_BEAM_RELOAD_TICKS,
  OVERCHARGE_BOLT_RELOAD_TICKS,
} from "./rules.ts";
import { startMatch, stepClock } from "./scoring.ts";
import { seatRules } from "./seating.ts";
import type { Action, ArenaInput, ArenaPlayer, ArenaWorld, PlayerBody } from "./world.ts";

/** A whole tick, to `tick`. In the order of these lines, which is the only place where it is written. */
export function stepWorld(world: ArenaWorld, inputs: Inputs<ArenaInput>, tick: number): void {
  world.tick = uint32(tick);
  if (inputs.system.length > 0) applySystemInputs(world, inputs.system, seatRules(world));
  if (world.phase === "waiting") startMatch(world);
  if (world.phase === "finished") return;

  const map = mapById(world.map);
  const players = bySeat(world);
  const actions = players.map((player) => stepPlayer(player, inputs.seats[player.seat] ?? still(player), map));

  stepBolts(world, players);
  players.forEach((player, index) => {
    if (actions[index] === "bolt") fireBolt(world, player, shotAim(world, players, player, inputs.seats[player.seat], "bolt", map), map);
  });
  players.forEach((player, index) => {
    if (actions[index] !== "beam") return;
    const input = inputs.seats[player.seat];
    fireBeam(world, players, player, shotAim(world, players, player, input, "beam", map), input?.seen ?? 0, map);
  });
  stepPickups(world, players);
  stepRespawns(world, players, map);
  stepEmotes(world, players, inputs.seats);
  if (world.phase === "playing") stepClock(world, players);
  recordHistory(world, players);
}

/**
 * One tick of one player, and the shot it lets go. Reads and writes the fields of PlayerBody alone, so that a client
 * predicts with it on a plain object that has just these.
 */
export function stepPlayer(player: PlayerBody, input: ArenaInput, map: ArenaMap): Action {
  player.aim = input.aim;
  if (player.respawn > 0) {
    // The last tick is the world's: it chooses the place.
    if (player.respawn > 1) player.respawn--;
    return "none";
  }
  if (player.protection > 0) player.protection--;
  if (player.overcharge > 0) player.overcharge--;
  if (player.reload > 0) player.reload--;
  if (player.energy < MAX_ENERGY) player.energy++;
  movePlayer(player, input, map);
  return shoot(player, input);
}

function shoot(player: PlayerBody, input: ArenaInput): Action {
  if (player.reload > 0) return "none";
  const action = input.beam && player.energy >= BEAM_ENERGY ? "beam" : input.bolt ? "bolt" : "none";
  if (action === "none") return action;
  player.protection = 0;
  const overcharged = player.overcharge > 0;
  if (action === "bolt") {
    player.reload = overcharged ? OVERCHARGE_BOLT_RELOAD_TICKS : BOLT_RELOAD_TICKS;
  } else {
    player.reload = overcharged ? OVERCHARGE_BEAM_RELOAD_TICKS : BEAM_RELOAD_TICKS;
    player.energy = uint8(player.energy - BEAM_ENERGY);
  }
  return action;
}

/** For an entry without an input. */
function still(player: ArenaPlayer): ArenaInput {
  return { moveX: 0, moveY: 0, aim: player.aim, bolt: false, beam: false, dash: false, assist: false, emote: 0, seen: 0 };
}
