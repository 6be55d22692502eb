import { arena } from "../../rooms/arena/game.ts";
import { MAX_ENERGY, MAX_HEALTH, UNITS } from "../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld } from "../../rooms/arena/world.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { GameRoom } from "../../server/room/game-room.ts";
import type { startTestServer } from "../../server/testing/test-server.ts";

/** One beam as the server judged it. */
export interface Shot {
  readonly hit: boolean;
  /** How far back it was judged, in sixteenths of a tick. */
  readonly seen: number;
}

type Hosted = Parameters<typeof startTestServer>[0][number];

export const SHOOTER = 0;
export const TARGET = 1;
/** Between two quays of Longshore: 400 px to run, in sight of the shooter all the way. In px. */
export const LANE = { map: "longshore", left: 680, right: 1040, y: 40, shooterX: 860, shooterY: 330 } as const;

/** Arena with its two players on their marks, who never run out of energy or health; nothing else differs. */
export function drillGame(id: string, lookback: boolean, shots: Shot[]): AnyGame {
  const { lookback: field, boards: _, ...rest } = arena;
  const game = {
    ...rest,
    ...(lookback && field !== undefined ? { lookback: field } : {}),
    id,
    step(world: ArenaWorld, inputs: Parameters<typeof arena.step>[1], tick: number) {
      arena.step(world, inputs, tick);
      const shooter = world.players.get(String(SHOOTER));
      const target = world.players.get(String(TARGET));
      if (!shooter || !target) return;
      if (shooter.beamTick === tick) shots.push({ hit: target.hitTick === tick, seen: inputs.seats[SHOOTER]?.seen ?? 0 });
      if (tick === world.startTick) place(shooter, target);
      target.health = MAX_HEALTH;
      target.protection = 0;
      shooter.energy = MAX_ENERGY;
    },
  };
  return game as unknown as AnyGame;
}

/** That game with a room of its own. */
export function hosted(game: AnyGame): Hosted {
  class DrillRoom extends GameRoom {
    static override onAuth = GameRoom.admit(game);
    override readonly game = game;
  }
  return { game, Room: DrillRoom };
}

function place(shooter: ArenaPlayer, target: ArenaPlayer): void {
  shooter.x = LANE.shooterX * UNITS;
  shooter.y = LANE.shooterY * UNITS;
  target.x = LANE.left * UNITS;
  target.y = LANE.y * UNITS;
}
