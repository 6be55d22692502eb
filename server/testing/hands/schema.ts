import { type Schema, schema, t } from "@colyseus/schema";
import type { Collection, SeatEntry, World } from "../../../rooms/lib/game.ts";
import type { RandomState } from "../../../rooms/lib/random.ts";
import { seatFields, worldFields } from "../../../rooms/lib/seats.ts";

/** One seat, as a step sees it. */
export interface HandsPlayer extends SeatEntry {
  /** Has chosen a card in this round. */
  ready: boolean;
  /** Card of the last reveal; 0 before the first. */
  shown: number;
  /** Cards left, lowest first. */
  hand: number[];
}

export interface HandsWorld extends World<HandsPlayer> {
  round: number;
  /** Ticks left to choose a card, or to look at the reveal. */
  clock: number;
  /** True between a reveal and the next round. */
  revealed: boolean;
  players: Collection<HandsPlayer>;
  hidden: HandsHidden;
}

export interface HandsHidden {
  random: RandomState;
  /** The card that each seat has chosen and not yet shown; 0 for none. */
  chosen: [number, number];
}

export interface HandsInput {
  /** The card to play; 0 for none. */
  card: number;
}

const Player = schema(
  {
    ...seatFields,
    ready: t.boolean().default(false),
    shown: t.uint8().default(0),
    hand: t.array("uint8").view(),
  },
  "HandsPlayer",
);

const State = schema(
  {
    ...worldFields,
    round: t.uint8().default(0),
    clock: t.uint16().default(0),
    revealed: t.boolean().default(false),
    players: t.map(Player),
  },
  "HandsState",
);

class StateWithHidden extends State {
  hidden: HandsHidden = { random: [0, 0, 0, 0], chosen: [0, 0] };
}

// Schema's own methods are generic over the fields, which keeps TypeScript from seeing that the class has all of HandsWorld.
export const HandsState = StateWithHidden as unknown as new () => HandsWorld & Schema;

export const HandsInputSchema = schema({ card: t.uint8().default(0) }, "HandsInput");
