import type { SystemInput } from "../lib/game.ts";
import type { SeatRules } from "../lib/seats.ts";
import { spawn } from "../lib/spawn.ts";
import { uint8 } from "../lib/wire.ts";
import { removeBoltsOf } from "./bolts.ts";
import { forgetHistory } from "./history.ts";
import { mapById } from "./maps.ts";
import { placePlayer } from "./respawn.ts";
import { MAX_SEATS, NOBODY } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld } from "./world.ts";

type Join = Extract<SystemInput, { kind: "join" }>;

/** What happens in the arena when a seat is taken, inherited or given up. */
export function seatRules(world: ArenaWorld): SeatRules<ArenaPlayer> {
  const map = mapById(world.map);
  return {
    enter(join) {
      const player = spawn(world.players, String(join.seat), newPlayer(join.seat, teamFor(world, join)));
      placePlayer(world, player, map);
      return player;
    },
    inherit(player) {
      resetScore(world, player);
      removeBoltsOf(world, player.seat);
      placePlayer(world, player, map);
    },
    exit(player) {
      removeBoltsOf(world, player.seat);
      forgetHistory(world, player.seat);
      // What it did to the others is over: the seat may soon be somebody else's.
      for (let victim = 0; victim < MAX_SEATS; victim++) world.hidden.hurtTick[victim * MAX_SEATS + player.seat] = 0;
    },
  };
}

/** Back to nothing, for a new match or a new player. */
export function resetScore(world: ArenaWorld, player: ArenaPlayer): void {
  player.score = 0;
  player.kills = 0;
  player.deaths = 0;
  player.assists = 0;
  player.streak = 0;
  world.hidden.killTick[player.seat] = 0;
  world.hidden.killRow[player.seat] = 0;
}

/** Without teams everybody is their own; with teams the wished one while it has room, else the smaller. */
function teamFor(world: ArenaWorld, join: Join): number {
  if (world.mode !== "teams") return uint8(join.seat);
  const counts = [0, 0];
  world.players.forEach((player) => {
    counts[player.team] = (counts[player.team] ?? 0) + 1;
  });
  const [a = 0, b = 0] = counts;
  if (join.team === 0 && a < MAX_SEATS / 2) return 0;
  if (join.team === 1 && b < MAX_SEATS / 2) return 1;
  return a <= b ? 0 : 1;
}

function newPlayer(seat: number, team: number): ArenaPlayer {
  return {
    seat,
    player: "",
    name: "",
    team,
    score: 0,
    connected: false,
    bot: false,
    rematch: false,
    x: 0,
    y: 0,
    vx: 0,
    vy: 0,
    aim: 0,
    energy: 0,
    dash: 0,
    dashCooldown: 0,
    reload: 0,
    protection: 0,
    overcharge: 0,
    respawn: 1,
    health: 0,
    shield: 0,
    kills: 0,
    deaths: 0,
    assists: 0,
    streak: 0,
    beamTick: 0,
    beamX: 0,
    beamY: 0,
    hitTick: 0,
    hitBy: NOBODY,
    emote: 0,
    emoteTick: 0,
    place: 0,
  };
}
