import { type Schema, schema, t } from "@colyseus/schema";
import type { Collection, SeatEntry, World } from "../lib/game.ts";
import type { RandomState } from "../lib/random.ts";
import { seatFields, worldFields } from "../lib/seats.ts";

/** The part of a player that its own step reads and writes, and that a client predicts. */
export interface Walker {
  /** Centre, in units. */
  x: number;
  y: number;
}

/** One seat; its score is the coins it has. */
export interface StarterPlayer extends SeatEntry, Walker {
  /** At the end of the match, 1 for the best; equal ones share a number. 0 before. */
  place: number;
}

export interface Coin {
  x: number;
  y: number;
}

export interface StarterWorld extends World<StarterPlayer> {
  /** Coins that end the match. */
  goal: number;
  /** When time is up; 0 while waiting. */
  endTick: number;
  /** Once finished: "goal" or "time". */
  endReason: string;
  players: Collection<StarterPlayer>;
  /** Under "0" to COINS - 1; one that was taken is missing for a tick. */
  coins: Collection<Coin>;
  hidden: Hidden;
}

/** All that the next tick needs and no client may have. */
export interface Hidden {
  random: RandomState;
}

/** What a seat does in a tick: -1, 0 or 1 on each axis. */
export interface StarterInput {
  moveX: number;
  moveY: number;
}

const Player = schema(
  {
    ...seatFields,
    x: t.uint16().default(0),
    y: t.uint16().default(0),
    place: t.uint8().default(0),
  },
  "StarterPlayer",
);

const CoinSchema = schema({ x: t.uint16().default(0), y: t.uint16().default(0) }, "StarterCoin");

const State = schema(
  {
    ...worldFields,
    goal: t.uint8().default(0),
    endTick: t.uint32().default(0),
    endReason: t.string().default(""),
    players: t.map(Player),
    coins: t.map(CoinSchema),
  },
  "StarterState",
);

class StateWithHidden extends State {
  hidden: Hidden = { random: [0, 0, 0, 0] };
}

// Schema's own methods are generic over the fields, which keeps TypeScript from seeing that the class has all of the world.
export const StarterState = StateWithHidden as unknown as new () => StarterWorld & Schema;

export const StarterInputSchema = schema({ moveX: t.int8().default(0), moveY: t.int8().default(0) }, "StarterInput");
