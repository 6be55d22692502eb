import { GameRoom } from "../../server/room/game-room.ts";
import { arena } from "./game.ts";

/** Arena's room: what every match does alike is GameRoom's. */
export class ArenaRoom extends GameRoom {
  static override onAuth = GameRoom.admit(arena);
  override readonly game = arena;
}
