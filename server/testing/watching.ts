import type { Room as ClientRoom } from "@colyseus/sdk";
import type { SeatEntry, World } from "../../rooms/lib/game.ts";
import { GameRoom } from "../room/game-room.ts";
import { hands } from "./hands/game.ts";
import { HandsRoom } from "./hands/room.ts";
import type { TestPlayer } from "./test-server.ts";

/** A match as a watcher holds it. */
export type Watched = ClientRoom<unknown, World & { players: Map<string, SeatEntry> }>;

/** Hands whose spectators wait for a second and a half. */
export const lateHands = { ...hands, id: "late-hands", spectatorDelayMs: 1500 };

class LateHandsRoom extends GameRoom {
  static override onAuth = GameRoom.admit(lateHands);
  override readonly game = lateHands;
}

/** Hands without a delay, and with one. */
export const WATCHED_GAMES = [
  { game: hands, Room: HandsRoom },
  { game: lateHands, Room: LateHandsRoom },
];

export async function watch(who: TestPlayer, matchId: string, options: object = {}): Promise<Watched> {
  const room = (await who.client.joinOrCreate("spectate", { matchId, ...options })) as unknown as Watched;
  room.reconnection.enabled = false;
  return room;
}
