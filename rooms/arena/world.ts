import type { Collection, SeatEntry, World } from "../lib/game.ts";
import type { RandomState } from "../lib/random.ts";

/** The part of a player that its own step reads and writes, and that a client predicts. */
export interface PlayerBody {
  /** Centre, in units. */
  x: number;
  y: number;
  /** Units a tick. */
  vx: number;
  vy: number;
  /** 65536 is a turn; 0 points right, a quarter points down. */
  aim: number;
  /** Grows by one a tick; a beam costs BEAM_ENERGY. */
  energy: number;
  /** Ticks left, each counting down to 0: of the running dash, until the next one, until the next shot, of spawn protection, of the overcharge. */
  dash: number;
  dashCooldown: number;
  reload: number;
  protection: number;
  overcharge: number;
  /** Ticks until the player is back; 0 while alive. */
  respawn: number;
}

/** One seat. */
export interface ArenaPlayer extends SeatEntry, PlayerBody {
  health: number;
  shield: number;
  kills: number;
  deaths: number;
  assists: number;
  /** Kills since the last death. */
  streak: number;
  /** When this player's last beam was shot, and where it ended; 0 for never. */
  beamTick: number;
  beamX: number;
  beamY: number;
  /** When this player was last hurt, and by which seat. */
  hitTick: number;
  hitBy: number;
  /** The sign that this player showed last, 1 to EMOTES, and when; 0 for never. */
  emote: number;
  emoteTick: number;
  /** At the end of the match, 1 for the best; equal ones share a number. 0 before. */
  place: number;
}

/**
 * A bolt in flight, in closed form: after tick n its centre is (x + vx * age, y + vy * age), age = min(n - born, reach /
 * BOLT_SPEED). It ends where it has flown `reach` (a wall, or its range), or at the player it hits.
 */
export interface Bolt {
  x: number;
  y: number;
  vx: number;
  vy: number;
  born: number;
  reach: number;
  owner: number;
  team: number;
}

/** Something to pick up; there whenever `back <= tick`. */
export interface Pickup {
  kind: string;
  x: number;
  y: number;
  back: number;
}

/** What happened: `id` grows by one with each, 0 is an empty slot. `actor`, `target`, `assist` are seats, or NOBODY. */
export interface FeedEntry {
  id: number;
  tick: number;
  /** "kill"; "multi" (amount kills in a row), "streak" (amount kills in one life), "shutdown" (of target's streak of amount). */
  kind: string;
  actor: number;
  target: number;
  assist: number;
  /** "bolt" or "beam". */
  weapon: string;
  amount: number;
}

export interface ArenaWorld extends World<ArenaPlayer> {
  /** "ffa" or "teams". */
  mode: string;
  /** Id of the map. */
  map: string;
  scoreLimit: number;
  startTick: number;
  /** When time is up; 0 while waiting. */
  endTick: number;
  suddenDeath: boolean;
  /** Scores of team 0 and 1; 0 without teams. */
  scoreA: number;
  scoreB: number;
  /** Once finished: "score", "time" or "sudden-death". */
  endReason: string;
  players: Collection<ArenaPlayer>;
  /** Under ids that grow. */
  bolts: Collection<Bolt>;
  /** Under their place in the map's list. */
  pickups: Collection<Pickup>;
  /** Slots "0" to "7", overwritten in turn. */
  feed: Collection<FeedEntry>;
  hidden: Hidden;
}

export interface Hidden {
  random: RandomState;
  limitTicks: number;
  nextBolt: number;
  /** Ids of the bolts in flight, oldest first. */
  bolts: number[];
  nextEvent: number;
  /** Positions after the last HISTORY_TICKS ticks: tick t of seat s at [(t % HISTORY_TICKS) * MAX_SEATS + s]; x is -1 where the seat was not alive. */
  historyX: number[];
  historyY: number[];
  /** When seat b last hurt seat a in its present life: at [a * MAX_SEATS + b]; 0 for never. */
  hurtTick: number[];
  /** For each seat, the tick of its last kill and how many it made in a row. */
  killTick: number[];
  killRow: number[];
}

/** What a seat does in a tick. */
export interface ArenaInput {
  /** -127 to 127 each, together no longer than 127. */
  moveX: number;
  moveY: number;
  aim: number;
  bolt: boolean;
  beam: boolean;
  dash: boolean;
  /** Aims by thumb, stick or keys and wants the help that the rules give to all who do (assist.ts). */
  assist: boolean;
  /** A sign to show, 1 to EMOTES; 0 for none. */
  emote: number;
  /**
   * How far back the shooter saw the others, in sixteenths of a tick: in the step to tick n a beam is judged where they
   * were at time n - seen/16, where time k is the moment after tick k. Stamped by the room alone.
   */
  seen: number;
}

/** A shot that a player's step let go. */
export type Action = "none" | "bolt" | "beam";
