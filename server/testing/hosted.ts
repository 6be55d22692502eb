import type { AnyGame } from "../../rooms/lib/game.ts";
import type { HostedGame } from "../app.ts";
import { GameRoom } from "../room/game-room.ts";
import { hands } from "./hands/game.ts";

/** A game with a room of its own. */
export function hostedGame(game: AnyGame): HostedGame {
  class TestRoom extends GameRoom {
    static override onAuth = GameRoom.admit(game);
    override readonly game = game;
  }
  return { game, Room: TestRoom };
}

/** The small game at sixty ticks a second, under another id: a match without choices takes about two seconds. */
export function quickHands(id: string, more: Partial<AnyGame> = {}): AnyGame {
  return { ...(hands as AnyGame), id, tickHz: 60, patchHz: 60, ...more };
}

/** The same, whose step throws at a tick. */
export function faultyHands(id: string, faultTick: number): AnyGame {
  return quickHands(id, {
    step(world, inputs, tick) {
      if (tick === faultTick) throw new Error("planted fault");
      hands.step(world as never, inputs as never, tick);
    },
  });
}
