import { type Schema, schema, t } from "@colyseus/schema";
import { seatFields, worldFields } from "../lib/seats.ts";
import { HISTORY_TICKS, MAX_SEATS, NOBODY } from "./rules.ts";
import type { ArenaInput, ArenaWorld, Hidden } from "./world.ts";

const Player = schema(
  {
    ...seatFields,
    x: t.uint16().default(0),
    y: t.uint16().default(0),
    vx: t.int16().default(0),
    vy: t.int16().default(0),
    aim: t.uint16().default(0),
    energy: t.uint8().default(0),
    dash: t.uint8().default(0),
    dashCooldown: t.uint8().default(0),
    reload: t.uint8().default(0),
    protection: t.uint8().default(0),
    overcharge: t.uint8().default(0),
    respawn: t.uint8().default(0),
    health: t.uint8().default(0),
    shield: t.uint8().default(0),
    kills: t.uint16().default(0),
    deaths: t.uint16().default(0),
    assists: t.uint16().default(0),
    streak: t.uint8().default(0),
    beamTick: t.uint32().default(0),
    beamX: t.uint16().default(0),
    beamY: t.uint16().default(0),
    hitTick: t.uint32().default(0),
    hitBy: t.uint8().default(NOBODY),
    emote: t.uint8().default(0),
    emoteTick: t.uint32().default(0),
    place: t.uint8().default(0),
  },
  "ArenaPlayer",
);

const Bolt = schema(
  {
    x: t.uint16().default(0),
    y: t.uint16().default(0),
    vx: t.int16().default(0),
    vy: t.int16().default(0),
    born: t.uint32().default(0),
    reach: t.uint16().default(0),
    owner: t.uint8().default(0),
    team: t.uint8().default(0),
  },
  "ArenaBolt",
);

const Pickup = schema(
  {
    kind: t.string().default(""),
    x: t.uint16().default(0),
    y: t.uint16().default(0),
    back: t.uint32().default(0),
  },
  "ArenaPickup",
);

const FeedEntry = schema(
  {
    id: t.uint32().default(0),
    tick: t.uint32().default(0),
    kind: t.string().default(""),
    actor: t.uint8().default(NOBODY),
    target: t.uint8().default(NOBODY),
    assist: t.uint8().default(NOBODY),
    weapon: t.string().default(""),
    amount: t.uint8().default(0),
  },
  "ArenaFeedEntry",
);

const State = schema(
  {
    ...worldFields,
    mode: t.string().default("ffa"),
    map: t.string().default(""),
    scoreLimit: t.uint16().default(0),
    startTick: t.uint32().default(0),
    endTick: t.uint32().default(0),
    suddenDeath: t.boolean().default(false),
    scoreA: t.uint16().default(0),
    scoreB: t.uint16().default(0),
    endReason: t.string().default(""),
    players: t.map(Player),
    bolts: t.map(Bolt),
    pickups: t.map(Pickup),
    feed: t.map(FeedEntry),
  },
  "ArenaState",
);

class StateWithHidden extends State {
  hidden: Hidden = {
    random: [0, 0, 0, 0],
    limitTicks: 0,
    nextBolt: 1,
    bolts: [],
    nextEvent: 1,
    historyX: new Array<number>(HISTORY_TICKS * MAX_SEATS).fill(-1),
    historyY: new Array<number>(HISTORY_TICKS * MAX_SEATS).fill(0),
    hurtTick: new Array<number>(MAX_SEATS * MAX_SEATS).fill(0),
    killTick: new Array<number>(MAX_SEATS).fill(0),
    killRow: new Array<number>(MAX_SEATS).fill(0),
  };
}

// Schema's own methods are generic over the fields, which keeps TypeScript from seeing that the class has all of ArenaWorld.
export const ArenaState = StateWithHidden as unknown as new () => ArenaWorld & Schema;

const Input = schema(
  {
    moveX: t.int8().default(0),
    moveY: t.int8().default(0),
    aim: t.uint16().default(0),
    bolt: t.boolean().default(false),
    beam: t.boolean().default(false),
    dash: t.boolean().default(false),
    assist: t.boolean().default(false),
    emote: t.uint8().default(0),
    seen: t.uint8().default(0),
  },
  "ArenaInput",
);

export const ArenaInputSchema = Input as unknown as new () => ArenaInput & Schema;
