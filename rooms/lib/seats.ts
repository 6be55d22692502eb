import { t } from "@colyseus/schema";
import type { SeatEntry, SystemInput, World } from "./game.ts";

/** The synced fields of every seat entry: spread them into the game's player schema. */
export const seatFields = {
  seat: t.uint8().default(0),
  player: t.string().default(""),
  name: t.string().default(""),
  team: t.uint8().default(0),
  score: t.int32().default(0),
  connected: t.boolean().default(false),
  bot: t.boolean().default(false),
  rematch: t.boolean().default(false),
};

/** The synced fields of every state: spread them into the game's state schema. */
export const worldFields = {
  phase: t.string().default("waiting"),
  tick: t.uint32().default(0),
  matchId: t.string().default(""),
  code: t.string().default(""),
};

type Join = Extract<SystemInput, { kind: "join" }>;

/** What a game adds to the seat rules that all games share. */
export interface SeatRules<P extends SeatEntry> {
  /** Spawns the entry of a seat that was empty, under its seat; its seat fields are filled in afterwards. */
  enter(join: Join): P;
  /** A person takes over the entry of a bot of its own: reset what the newcomer should not inherit. */
  inherit?(entry: P): void;
  /** The entry is about to be removed. */
  exit?(entry: P): void;
}

/** Applies the system inputs of a tick to the seat entries; the first phase of every game's `step`. */
export function applySystemInputs<P extends SeatEntry>(world: World<P>, system: readonly SystemInput[], rules: SeatRules<P>): void {
  for (const input of system) applyOne(world, input, rules);
}

function applyOne<P extends SeatEntry>(world: World<P>, input: SystemInput, rules: SeatRules<P>): void {
  const key = String(input.seat);
  const entry = world.players.get(key);
  if (input.kind === "join") join(entry, input, rules);
  else if (!entry) return;
  else if (input.kind === "drop") entry.connected = false;
  else if (input.kind === "takeover") entry.bot = true;
  else if (input.kind === "rematch") entry.rematch = true;
  else if (input.kind === "back") {
    entry.connected = true;
    entry.bot = false;
  } else if (input.kind === "leave") {
    entry.player = "";
    entry.name = input.name;
    entry.connected = true;
    entry.bot = true;
    entry.rematch = false;
  } else {
    rules.exit?.(entry);
    world.players.delete(key);
  }
}

function join<P extends SeatEntry>(held: P | undefined, input: Join, rules: SeatRules<P>): void {
  const entry = held ?? rules.enter(input);
  if (held && !input.keep) {
    held.score = 0;
    rules.inherit?.(held);
  }
  entry.seat = input.seat;
  entry.player = input.player;
  entry.name = input.name;
  entry.connected = true;
  entry.bot = input.bot;
  entry.rematch = false;
}

/** The entries in seat order, whatever the order of the map. */
export function bySeat<P extends SeatEntry>(world: World<P>): P[] {
  const entries: P[] = [];
  world.players.forEach((entry) => {
    entries.push(entry);
  });
  return entries.sort((a, b) => a.seat - b.seat);
}
