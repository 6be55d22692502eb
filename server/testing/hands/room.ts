import { GameRoom } from "../../room/game-room.ts";
import { hands } from "./game.ts";

/** The second game's room: GameRoom's tests run on it, so that nothing there knows Arena. */
export class HandsRoom extends GameRoom {
  static override onAuth = GameRoom.admit(hands);
  override readonly game = hands;
}
