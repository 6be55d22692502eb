import { castRay } from "../../../rooms/arena/arena-map.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { BEAM_RANGE, BOLT_RADIUS, BOLT_RANGE, BOLT_SPEED, TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";

/** A shot of ours, as predicted; world pixels. */
export interface Shot {
  readonly weapon: "bolt" | "beam";
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** How far it goes before a wall. */
  readonly reach: number;
  readonly atMs: number;
}

type Body = Readonly<Record<string, number | boolean>>;

/** Notices in the predicted entry that a shot was let go: shown at once, a round trip before the server confirms it. */
export class OwnShots {
  #reload = 0;
  #energy = 0;

  /** Once a frame, after the inputs were sent; `bend` says with which aim the rules let go of a shot. */
  next(body: Body | undefined, map: string, nowMs: number, bend: (aim: number, weapon: Shot["weapon"]) => number = (aim) => aim): Shot | undefined {
    const reload = Number(body?.reload ?? 0);
    const energy = Number(body?.energy ?? 0);
    const fired = body !== undefined && reload > this.#reload + 1 && Number(body.respawn) === 0;
    const weapon = energy < this.#energy - 10 ? "beam" : "bolt";
    this.#reload = reload;
    this.#energy = energy;
    if (!fired || !body) return undefined;
    const x = Number(body.x);
    const y = Number(body.y);
    const angle = (bend(Number(body.aim), weapon) / 65536) * 2 * Math.PI;
    const [pad, far] = weapon === "bolt" ? [BOLT_RADIUS, BOLT_RANGE] : [0, BEAM_RANGE];
    const reach = castRay(mapById(map), x, y, Math.cos(angle), Math.sin(angle), pad, far);
    return { weapon, x: x / UNITS, y: y / UNITS, angle, reach: reach / UNITS, atMs: nowMs };
  }
}

/** How far a bolt has flown by `nowMs`. */
export function shotDistance(shot: Shot, nowMs: number): number {
  return (((nowMs - shot.atMs) * TICK_HZ) / 1000) * (BOLT_SPEED / UNITS);
}
