import type { Inputs } from "../lib/game.ts";
import { nextInt } from "../lib/random.ts";
import { applySystemInputs, bySeat } from "../lib/seats.ts";
import { spawn } from "../lib/spawn.ts";
import { int32, integer, uint8, uint32 } from "../lib/wire.ts";
import {
  COIN_RADIUS,
  COINS,
  DIAGONAL_SPEED,
  FIELD_HEIGHT,
  FIELD_WIDTH,
  LIMIT_TICKS,
  MIN_SEATS,
  PLAYER_RADIUS,
  STRAIGHT_SPEED,
  startOf,
} from "./rules.ts";
import type { Coin, StarterInput, StarterPlayer, StarterWorld, Walker } from "./schema.ts";

/** A whole tick, to `tick`: seats, the start, walking, coins, the end. */
export function stepWorld(world: StarterWorld, inputs: Inputs<StarterInput>, tick: number): void {
  world.tick = uint32(tick);
  applySystemInputs(world, inputs.system, {
    enter: (join) => enter(world, join.seat),
    inherit: (player) => Object.assign(player, startOf(player.seat)),
  });
  if (world.phase === "waiting" && world.players.size >= MIN_SEATS) start(world);
  if (world.phase === "finished") return;

  const players = bySeat(world);
  for (const player of players) stepPlayer(player, inputs.seats[player.seat] ?? STILL);
  if (world.phase !== "playing") return;
  stepCoins(world, players);
  if (players.some(({ score }) => score >= world.goal)) finish(world, players, "goal");
  else if (world.tick >= world.endTick) finish(world, players, "time");
}

/** One tick of one player, on the server and in the prediction of its client. */
export function stepPlayer(player: Walker, { moveX, moveY }: StarterInput): void {
  const speed = moveX !== 0 && moveY !== 0 ? DIAGONAL_SPEED : STRAIGHT_SPEED;
  player.x = integer(player.x + moveX * speed, PLAYER_RADIUS, FIELD_WIDTH - PLAYER_RADIUS);
  player.y = integer(player.y + moveY * speed, PLAYER_RADIUS, FIELD_HEIGHT - PLAYER_RADIUS);
}

const STILL: StarterInput = { moveX: 0, moveY: 0 };

function enter(world: StarterWorld, seat: number): StarterPlayer {
  const start = startOf(seat);
  // The seat's own fields are filled in by applySystemInputs.
  const entry = { seat, player: "", name: "", team: uint8(seat), score: 0, connected: true, bot: false, rematch: false };
  return spawn(world.players, String(seat), { ...entry, ...start, place: 0 });
}

function start(world: StarterWorld): void {
  world.phase = "playing";
  world.endTick = uint32(world.tick + LIMIT_TICKS);
  for (const player of bySeat(world)) Object.assign(player, startOf(player.seat));
}

/** A missing coin appears somewhere; one that is touched goes to the nearest, of equally near ones to the lowest seat. */
function stepCoins(world: StarterWorld, players: readonly StarterPlayer[]): void {
  const { random } = world.hidden;
  for (let id = 0; id < COINS; id++) {
    const coin = world.coins.get(String(id));
    if (!coin) {
      const x = COIN_RADIUS + nextInt(random, FIELD_WIDTH - 2 * COIN_RADIUS);
      const y = COIN_RADIUS + nextInt(random, FIELD_HEIGHT - 2 * COIN_RADIUS);
      spawn(world.coins, String(id), { x, y });
      continue;
    }
    const taker = nearest(players, coin);
    if (!taker || squareDistance(taker, coin) > (PLAYER_RADIUS + COIN_RADIUS) * (PLAYER_RADIUS + COIN_RADIUS)) continue;
    taker.score = int32(taker.score + 1);
    world.coins.delete(String(id));
  }
}

function nearest(players: readonly StarterPlayer[], coin: Coin): StarterPlayer | undefined {
  let best: StarterPlayer | undefined;
  for (const player of players) if (!best || squareDistance(player, coin) < squareDistance(best, coin)) best = player;
  return best;
}

function squareDistance(a: Walker, b: Coin): number {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

function finish(world: StarterWorld, players: readonly StarterPlayer[], reason: "goal" | "time"): void {
  world.phase = "finished";
  world.endReason = reason;
  for (const player of players) player.place = uint8(1 + players.filter((other) => other.score > player.score).length);
}
