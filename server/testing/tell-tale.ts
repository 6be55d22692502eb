import { type Schema, schema, t } from "@colyseus/schema";
import type { Collection, Game, SeatEntry, World } from "../../rooms/lib/game.ts";
import { applySystemInputs, bySeat, seatFields, worldFields } from "../../rooms/lib/seats.ts";
import { spawn } from "../../rooms/lib/spawn.ts";
import { GameRoom } from "../room/game-room.ts";
import { hands } from "./hands/game.ts";
import { type HandsInput, HandsInputSchema } from "./hands/schema.ts";

interface Teller extends SeatEntry {
  secret: string;
}
interface TellWorld extends World<Teller> {
  now: string;
  players: Collection<Teller>;
  hidden: { secret: string };
}

const Player = schema({ ...seatFields, secret: t.string().view() }, "TellTalePlayer");
const State = schema({ ...worldFields, now: t.string().default(""), players: t.map(Player) }, "TellTaleState");
class StateWithHidden extends State {
  hidden = { secret: "SECRET of nobody" };
}

const TICK_HZ = 10;
const MATCH_TICKS = 20 * TICK_HZ;

/** When each tick was played, in ms of this process. */
export type Played = Map<number, number>;

/**
 * A game whose every byte tells on who leaks: what nobody or one seat alone may see says SECRET, and what a spectator may see
 * later says its tick (`T12;`), in the state and in moments; a score is the tick. `toldToAll` lets spectators see the secrets of seats.
 */
export function tellTale(id: string, played: Played, toldToAll = false): Game<TellWorld, HandsInput> {
  const { seats, options, neutral, sanitize } = hands;
  return {
    ...{ seats, options, neutral, sanitize },
    id,
    title: "Tell-tale",
    tickHz: TICK_HZ,
    patchHz: TICK_HZ,
    modes: [{ id: "duel", title: "Duel", teams: 0 }],
    spectatorDelayMs: 1200,
    State: StateWithHidden as unknown as new () => TellWorld & Schema,
    Input: HandsInputSchema,
    create(_seed, options) {
      const world = new StateWithHidden() as unknown as TellWorld & Schema;
      world.matchId = options.matchId;
      world.code = options.code;
      return world;
    },
    step(world, inputs, tick) {
      world.tick = tick;
      world.now = `T${tick};`;
      played.set(tick, performance.now());
      applySystemInputs(world, inputs.system, { enter: ({ seat }) => enter(world, seat) });
      for (const entry of bySeat(world)) {
        entry.score = tick;
        entry.secret = `SECRET ${tick} of ${entry.seat}`;
      }
      if (world.phase === "waiting" && world.players.size > 1) world.phase = "playing";
      else if (tick >= MATCH_TICKS) world.phase = "finished";
    },
    outcome: (world) =>
      world.phase === "finished" ? { reason: "played", ranking: bySeat(world).map(({ seat }) => ({ seat, place: 1 })) } : undefined,
    bot: () => ({ input: () => ({ card: 0 }) }),
    view: (world, viewer) => bySeat(world).filter(({ seat }) => seat === viewer || (toldToAll && viewer === "spectator")),
    moments: () => ({ next: ({ tick }) => (tick % 5 === 0 ? [{ kind: `T${tick};`, seats: [0] }] : []) }),
  };
}

/** Its room. */
export function tellTaleRoom(game: ReturnType<typeof tellTale>): new () => GameRoom {
  return class TellTaleRoom extends GameRoom {
    static override onAuth = GameRoom.admit(game);
    override readonly game = game as unknown as GameRoom["game"];
  };
}

function enter(world: TellWorld, seat: number): Teller {
  const entry = { seat, player: "", name: "", team: 0, score: 0, connected: true, bot: false, rematch: false, secret: "SECRET" };
  return spawn(world.players, String(seat), entry);
}
