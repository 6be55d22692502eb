import type { Entrance } from "../../game-client/net/enter.ts";
import { castRay } from "../../rooms/arena/arena-map.ts";
import { arena } from "../../rooms/arena/game.ts";
import { FULL_MOVE } from "../../rooms/arena/input.ts";
import { mapById } from "../../rooms/arena/maps.ts";
import { PLAYER_RADIUS, UNITS } from "../../rooms/arena/rules.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld } from "../../rooms/arena/world.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { enterMatch, type Guest, newGuest, type Player } from "../crowd/player.ts";

export const GAME = arena as unknown as AnyGame;
/** There and back again: a leg is 240 px at full speed. */
const LEG_TICKS = 24;
export const PERIOD_TICKS = 2 * LEG_TICKS;

const AXES = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** How a runner breaks the rules; `honest` does not, and `dash` is allowed but no running. */
export type Conduct = "honest" | "dash" | "2 inputs a tick" | "50 inputs a tick" | "moves out of range" | "NaN, Infinity and 1e30";

/** Runs to and fro between two points that only depend on where it began, honestly until it is told to `cheat`. */
export class Runner {
  readonly conduct: Conduct;
  player: Player;
  cheats = false;
  /** How often the server cut this connection off, and it came again. */
  cutOff = 0;
  readonly #guest: Guest;
  #axis: readonly [number, number] | undefined;
  #running = false;
  #sent = 0;
  #returning = false;

  private constructor(conduct: Conduct, guest: Guest, player: Player) {
    this.conduct = conduct;
    this.#guest = guest;
    this.player = player;
  }

  static async enter(url: string, entrance: Entrance, conduct: Conduct): Promise<Runner> {
    const guest = await newGuest(url);
    return new Runner(conduct, guest, await enterMatch(GAME, guest, entrance));
  }

  get id(): string {
    return this.#guest.id;
  }

  get world(): ArenaWorld | undefined {
    return this.player.match.state as ArenaWorld | undefined;
  }

  /** Once a tick. */
  frame(nowMs: number): void {
    const { match } = this.player;
    if (match.status.kind === "closed") return void this.#comeAgain();
    if (!this.cheats || this.conduct === "honest" || this.conduct === "dash") {
      match.frame(nowMs, (input) => Object.assign(input, this.#input()));
      return;
    }
    if (this.conduct === "NaN, Infinity and 1e30") this.#sendMalformed();
    const count = this.conduct === "50 inputs a tick" ? 50 : this.conduct === "2 inputs a tick" ? 2 : 1;
    const handle = this.player.room.input<ArenaInput>();
    for (let i = 0; i < count; i++) {
      Object.assign(handle.data, this.#input());
      handle.send();
    }
  }

  #input(): Partial<ArenaInput> {
    const world = this.world;
    const self = this.player.match.self as ArenaPlayer | undefined;
    if (!world || !self || world.phase !== "playing") return {};
    this.#axis ??= openAxis(world, self);
    if (world.tick % PERIOD_TICKS < 2) this.#running = true;
    if (!this.#running) return {};
    const sign = world.tick % PERIOD_TICKS < LEG_TICKS ? 1 : -1;
    const [x, y] = this.#axis;
    const dash = this.cheats && this.conduct === "dash";
    if (!this.cheats || this.conduct !== "moves out of range") return { moveX: x * sign * FULL_MOVE, moveY: y * sign * FULL_MOVE, dash };
    // Full to one side and to the other at the same time, with the one value that has no counterpart.
    const aside = this.#sent++ % 2 === 0 ? -128 : 127;
    return { moveX: x === 0 ? aside : x * sign * 127, moveY: y === 0 ? aside : y * sign * 127 };
  }

  /** Frames from an encoder that takes every field of the input for a float. */
  #sendMalformed(): void {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, 1e30];
    const value = values[this.#sent++ % values.length] ?? 0;
    const frame = new DataView(new ArrayBuffer(6));
    frame.setUint8(0, ROOM_INPUT_RELIABLE);
    frame.setUint8(1, ADD | (this.#sent % 2));
    frame.setFloat32(2, value, true);
    this.player.room.connection.send(new Uint8Array(frame.buffer));
  }

  async #comeAgain(): Promise<void> {
    if (this.#returning) return;
    this.#returning = true;
    this.cutOff++;
    const entrance: Entrance = { kind: "room", roomId: this.player.match.roomId };
    const player = await enterMatch(GAME, this.#guest, entrance).catch(() => undefined);
    if (player) this.player = player;
    this.#returning = false;
  }
}

/** Colyseus' protocol, as anybody may speak it. */
const ROOM_INPUT_RELIABLE = 19;
const ADD = 128;

/** The way along an axis that is free for longest. */
function openAxis(world: ArenaWorld, self: ArenaPlayer): readonly [number, number] {
  const map = mapById(world.map);
  const free = (axis: readonly [number, number]) => castRay(map, self.x, self.y, axis[0], axis[1], PLAYER_RADIUS + 2 * UNITS, map.width);
  return AXES.reduce((best, axis) => (free(axis) > free(best) ? axis : best));
}
