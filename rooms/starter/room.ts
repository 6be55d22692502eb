import { GameRoom } from "../../server/room/game-room.ts";
import { starterGame } from "./game.ts";

/** The game's room: what every match does alike is GameRoom's. */
export class StarterRoom extends GameRoom {
  static override onAuth = GameRoom.admit(starterGame);
  override readonly game = starterGame;
}
