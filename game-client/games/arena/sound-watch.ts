import { NOBODY, PLAYER_RADIUS, TICK_HZ } from "../../../rooms/arena/rules.ts";
import { outcome } from "../../../rooms/arena/scoring.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import type { EffectName } from "../../audio/effects.ts";
import { entries } from "./arena-match.ts";
import { OwnShots } from "./own-shots.ts";

/** Something to be heard; without a place it is everywhere. In units. */
export interface Heard {
  readonly effect: EffectName;
  readonly at?: { readonly x: number; readonly y: number };
  /** We did it ourselves, or it was done to us. */
  readonly own: boolean;
}

/** The last seconds are counted. */
const COUNTED_S = 10;
/** Whoever took a pickup stands on it. */
const TAKER_REACH = 3 * PLAYER_RADIUS;

interface Known {
  readonly beamTick: number;
  readonly hitTick: number;
  readonly respawn: number;
  readonly dash: number;
}

/** Hears what happened by comparing each state with the one before; our own shots and dashes as they are predicted. */
export class SoundWatch {
  readonly #shots = new OwnShots();
  #matchId: string | undefined;
  #phase = "";
  #suddenDeath = false;
  #secondsLeft = Number.POSITIVE_INFINITY;
  #feedId = 0;
  #ownDash = 0;
  #players = new Map<string, Known>();
  #bolts = new Set<string>();
  #pickups = new Map<string, number>();

  /** What is new in `state`; nothing of what happened before we came. */
  next(state: ArenaWorld, own: ArenaPlayer | undefined, body: Readonly<Record<string, number | boolean>> | undefined): Heard[] {
    const heard: Heard[] = [];
    const fresh = this.#matchId !== state.matchId;
    const began = this.#matchId !== undefined && fresh;
    this.#ownActions(heard, state, body);
    // What hands do here is heard as they do it; in a match that is watched no hands do anything.
    this.#others(heard, state, own, body !== undefined);
    this.#feed(heard, state, own);
    this.#taken(heard, state, own);
    const phases: Heard[] = [];
    this.#phases(phases, state, own);
    if (fresh) heard.length = 0;
    if (fresh && !began) phases.length = 0;
    this.#matchId = state.matchId;
    return [...heard, ...phases];
  }

  #ownActions(heard: Heard[], state: ArenaWorld, body: Readonly<Record<string, number | boolean>> | undefined): void {
    const shot = this.#shots.next(body, state.map, 0);
    if (shot) heard.push({ effect: shot.weapon, own: true });
    const dash = Number(body?.dash ?? 0);
    if (dash > this.#ownDash) heard.push({ effect: "dash", own: true });
    this.#ownDash = dash;
  }

  #others(heard: Heard[], state: ArenaWorld, own: ArenaPlayer | undefined, played: boolean): void {
    const bolts = new Set<string>();
    for (const [key, bolt] of entries(state.bolts)) {
      bolts.add(key);
      if (!this.#bolts.has(key) && (!played || bolt.owner !== own?.seat)) heard.push({ effect: "bolt", at: { x: bolt.x, y: bolt.y }, own: false });
    }
    this.#bolts = bolts;
    const players = new Map<string, Known>();
    for (const [key, player] of entries(state.players)) {
      const { beamTick, hitTick, respawn, dash, x, y, hitBy } = player;
      players.set(key, { beamTick, hitTick, respawn, dash });
      const before = this.#players.get(key);
      if (!before) continue;
      const mine = own !== undefined && player.seat === own.seat;
      const at = { x, y };
      if (!(mine && played) && beamTick !== before.beamTick) heard.push({ effect: "beam", at, own: false });
      if (!(mine && played) && dash > before.dash) heard.push({ effect: "dash", at, own: false });
      if (mine && respawn === 0 && before.respawn > 0) heard.push({ effect: "spawn", own: true });
      if (hitTick === before.hitTick) continue;
      if (mine) heard.push({ effect: "taken", at: placeOf(state, hitBy) ?? at, own: true });
      else if (own && hitBy === own.seat) heard.push({ effect: "given", at, own: true });
    }
    this.#players = players;
  }

  #feed(heard: Heard[], state: ArenaWorld, own: ArenaPlayer | undefined): void {
    const last = this.#feedId;
    for (const [, { id, kind, actor, target }] of entries(state.feed)) {
      this.#feedId = Math.max(this.#feedId, id);
      if (id <= last || kind !== "kill") continue;
      if (own && actor === own.seat) heard.push({ effect: "kill", own: true });
      else if (own && target === own.seat) heard.push({ effect: "death", own: true });
      else heard.push(withPlace({ effect: "death", own: false }, placeOf(state, target)));
    }
    // The feed of the next match counts from the beginning.
    if (this.#matchId !== state.matchId) this.#feedId = Math.max(0, ...entries(state.feed).map(([, { id }]) => id));
  }

  #taken(heard: Heard[], state: ArenaWorld, own: ArenaPlayer | undefined): void {
    for (const [key, { kind, back, x, y }] of entries(state.pickups)) {
      const before = this.#pickups.get(key);
      this.#pickups.set(key, back);
      if (before === undefined || back <= before || back <= state.tick) continue;
      const ours = own !== undefined && own.respawn === 0 && Math.hypot(own.x - x, own.y - y) < TAKER_REACH;
      if (kind === "health" || kind === "shield" || kind === "overcharge") heard.push({ effect: kind, at: { x, y }, own: ours });
    }
  }

  #phases(heard: Heard[], state: ArenaWorld, own: ArenaPlayer | undefined): void {
    const { phase, suddenDeath } = state;
    if (phase === "playing" && phase !== this.#phase) heard.push({ effect: "start", own: false });
    if (phase === "finished" && phase !== this.#phase) {
      const place = outcome(state)?.ranking.find(({ seat }) => seat === own?.seat)?.place;
      heard.push({ effect: place === 1 ? "win" : "lose", own: place === 1 });
    }
    if (suddenDeath && !this.#suddenDeath) heard.push({ effect: "sudden", own: false });
    const secondsLeft = phase === "playing" && !suddenDeath ? Math.ceil((state.endTick - state.tick) / TICK_HZ) : Number.POSITIVE_INFINITY;
    if (secondsLeft < this.#secondsLeft && secondsLeft <= COUNTED_S && secondsLeft > 0) heard.push({ effect: "countdown", own: false });
    this.#secondsLeft = secondsLeft;
    this.#phase = phase;
    this.#suddenDeath = suddenDeath;
  }
}

/** How near the end is, for the music: 0 outside play, 3 in sudden death. */
export function tensionOf(state: ArenaWorld): 0 | 1 | 2 | 3 {
  if (state.phase !== "playing") return 0;
  if (state.suddenDeath) return 3;
  const left = state.endTick - state.tick;
  let best = Math.max(state.scoreA, state.scoreB);
  if (state.mode !== "teams") for (const [, { score }] of entries(state.players)) best = Math.max(best, score);
  return left < LAST_TICKS || best >= state.scoreLimit * 0.85 ? 2 : 1;
}

const LAST_TICKS = 45 * TICK_HZ;

function placeOf(state: ArenaWorld, seat: number): { x: number; y: number } | undefined {
  const player = seat === NOBODY ? undefined : state.players.get(String(seat));
  return player && { x: player.x, y: player.y };
}

function withPlace(heard: Heard, at: { x: number; y: number } | undefined): Heard {
  return at ? { ...heard, at } : heard;
}
