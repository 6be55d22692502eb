/** Tuning. Distances are in units (1/16 world pixel), times in ticks, speeds in units a tick. */

export const TICK_HZ = 30;
/** Units in a world pixel: fine enough that rounding to the grid moves nobody visibly, and 4,096 px fit into a uint16. */
export const UNITS = 16;
export const MAX_SEATS = 16;
/** A match starts with this many entries. */
export const MIN_SEATS = 2;

export const PLAYER_RADIUS = 16 * UNITS;
/** 300 px/s: crosses the smallest map in five seconds. */
export const MAX_SPEED = 10 * UNITS;
/** From rest to full speed in 0.15 s: quick enough to feel direct, slow enough that a turn can be read. */
export const ACCELERATION = 36;
/** 27 px a tick for 6 ticks: 162 px, out of a line of fire but not out of a fight. */
export const DASH_SPEED = 27 * UNITS;
export const DASH_TICKS = 6;
/** From the start of the dash: one escape in a fight, not two. */
export const DASH_COOLDOWN_TICKS = 60;
/** The longest way between two collision checks; half a player's radius, far below radius plus the thinnest wall. */
export const COLLISION_STEP = 8 * UNITS;

export const MAX_HEALTH = 100;
export const MAX_SHIELD = 50;

/** 765 px/s: at 300 px a target has 0.4 s, enough to step aside by more than its width. */
export const BOLT_SPEED = 408;
export const BOLT_RADIUS = 5 * UNITS;
export const BOLT_RANGE = 1000 * UNITS;
/** Six hits kill: 1.3 s without a miss; with the beams between, duels of medium and hard bots take 2.1 and 2.5 s (median). */
export const BOLT_DAMAGE = 18;
export const BOLT_RELOAD_TICKS = 8;

/** Three hits kill, but a full store of energy holds only two. */
export const BEAM_DAMAGE = 36;
export const BEAM_RANGE = 900 * UNITS;
/** Half the width of the beam: what is drawn as touched is hit. */
export const BEAM_RADIUS = 2 * UNITS;
export const BEAM_RELOAD_TICKS = 18;
export const BEAM_ENERGY = 90;
/** Grows by one a tick: a beam every 3 s, two from the start. */
export const MAX_ENERGY = 200;

/** Help for those who aim by thumb, stick or keys: 16 degrees to either side and 450 px away an enemy draws a shot to itself, */
export const ASSIST_CONE = (16 * Math.PI) / 180;
/** within which a mouse that is 2 degrees off hits anyway, so that the help never beats it; */
export const ASSIST_RANGE = 450 * UNITS;
/** by 7 degrees at most: with keys alone, in eight directions, 13 of 24 matches against three easy bots are won; with 4 it is 9, with 12 it is 20. */
export const ASSIST_BEND = (7 * Math.PI) / 180;
/** The share of a moving target's lead that it gives to a bolt; the rest is the player's. */
export const ASSIST_LEAD = 0.5;

/** 2.3 s: time to see who it was, not to look away. */
export const RESPAWN_TICKS = 70;
/** 1.5 s, and it ends with the first shot. */
export const PROTECTION_TICKS = 45;

export const PICKUP_RADIUS = 14 * UNITS;
export const HEALTH_PICKUP = 40;
export const SHIELD_PICKUP = 50;
/** 8 s of reloading in 5 ticks instead of 8; fits a uint8. */
export const OVERCHARGE_TICKS = 240;
export const OVERCHARGE_BOLT_RELOAD_TICKS = 5;
export const OVERCHARGE_BEAM_RELOAD_TICKS = 11;
/** Ticks until a taken pickup is back: the stronger, the rarer. */
export const PICKUP_BACK_TICKS = { health: 10 * TICK_HZ, shield: 15 * TICK_HZ, overcharge: 35 * TICK_HZ } as const;
/** The first overcharge comes when everybody has found their way. */
export const FIRST_OVERCHARGE_TICKS = 20 * TICK_HZ;

/** Who hurt the victim this recently, beside the killer, assisted: 5 s. */
export const ASSIST_TICKS = 150;
/** Kills this close to the last one count as one series: 3 s. */
export const MULTI_TICKS = 90;
/** Kills without a death that are worth an event; from the last on, every fifth. */
export const STREAKS: readonly number[] = [3, 5, 8, 12, 17];
/** A streak of this length that ends is an event. */
export const SHUTDOWN_STREAK = 3;
export const FEED_SLOTS = 8;
/** Signs that a player can show above itself: 1 to EMOTES. */
export const EMOTES = 8;
/** As long as one is shown, 2 s: nobody flickers. */
export const EMOTE_TICKS = 2 * TICK_HZ;
/** In `assist`, `target` and `lastHitBy`: nobody. */
export const NOBODY = 255;

export const MINUTES = 3;
export const MAX_MINUTES = 15;
export const SCORE_LIMITS = { ffa: 20, teams: 40 } as const;
export const MAX_SCORE_LIMIT = 200;
/** A tie that nobody breaks in this time is a draw: 60 s. */
export const SUDDEN_DEATH_TICKS = 60 * TICK_HZ;

/** Grid of `Input.seen`: sixteenths of a tick. */
export const SEEN_PER_TICK = 16;
/** 7.5 ticks, 250 ms: the furthest that a beam is judged in the past. */
export const MAX_SEEN = 120;
/** Ticks of positions kept: the 8 whole ticks that MAX_SEEN reaches, and two of margin. */
export const HISTORY_TICKS = 10;
