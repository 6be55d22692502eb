import { cos, PI, sin } from "../lib/det-math.ts";
import { rayToWall, type Wall } from "./geometry.ts";
import type { MapData, PickupKind, Pieces } from "./maps/map-data.ts";
import { PLAYER_RADIUS, UNITS } from "./rules.ts";

/** A map ready for the step: everything in units, and for each cell of a grid the walls that a player in it can touch. */
export interface ArenaMap {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly walls: readonly Wall[];
  readonly spawns: readonly Spawn[];
  readonly pickups: readonly { readonly kind: PickupKind; readonly x: number; readonly y: number }[];
  readonly columns: number;
  readonly cells: readonly (readonly Wall[])[];
}

/** Where players appear; in team matches each team on its own side. */
export interface Spawn {
  readonly x: number;
  readonly y: number;
  readonly side: 0 | 1;
}

/** About eight player widths: a cell holds three walls at most. */
const CELL = 256 * UNITS;

/** The walls that a player whose centre is at (x, y) can touch. */
export function wallsNear(map: ArenaMap, x: number, y: number): readonly Wall[] {
  return map.cells[Math.floor(y / CELL) * map.columns + Math.floor(x / CELL)] ?? NO_WALLS;
}

/** How far a ray of half width `pad` goes from (x, y) in the unit direction (dx, dy) before a wall or the map's edge; at most `far`. */
export function castRay(map: ArenaMap, x: number, y: number, dx: number, dy: number, pad: number, far: number): number {
  let distance = toEdge(x, dx, map.width, toEdge(y, dy, map.height, far));
  for (const wall of map.walls) distance = rayToWall(wall, x, y, dx, dy, pad, distance);
  return distance;
}

/** Builds a map from its data; done once for each, when the game is loaded. */
export function buildMap(data: MapData): ArenaMap {
  const width = data.width * UNITS;
  const height = data.height * UNITS;
  const walls = [...wallsOf(data.centre, data, false), ...wallsOf(data.half, data, false), ...wallsOf(data.half, data, true)];
  const columns = Math.ceil(width / CELL) + 1;
  const rows = Math.ceil(height / CELL) + 1;
  const cells: Wall[][] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) cells.push(walls.filter((wall) => touchesCell(wall, column * CELL, row * CELL)));
  }
  return {
    id: data.id,
    title: data.title,
    width,
    height,
    walls,
    columns,
    cells,
    spawns: [
      ...data.half.spawns.map((at) => ({ x: at.x * UNITS, y: at.y * UNITS, side: 0 as const })),
      ...data.half.spawns.map((at) => ({ x: width - at.x * UNITS, y: height - at.y * UNITS, side: 1 as const })),
    ],
    pickups: [
      ...data.centre.pickups.map((at) => ({ kind: at.kind, x: at.x * UNITS, y: at.y * UNITS })),
      ...data.half.pickups.map((at) => ({ kind: at.kind, x: at.x * UNITS, y: at.y * UNITS })),
      ...data.half.pickups.map((at) => ({ kind: at.kind, x: width - at.x * UNITS, y: height - at.y * UNITS })),
    ],
  };
}

const NO_WALLS: readonly Wall[] = [];

/** Field by field: walls made by a spread differ in shape to V8, which then compiled rayToWall 590 times in 900 ticks (`--trace-deopt`). */
function wallsOf(pieces: Pieces, data: MapData, turned: boolean): Wall[] {
  const place = (at: { x: number; y: number }) => ({
    x: (turned ? data.width - at.x : at.x) * UNITS,
    y: (turned ? data.height - at.y : at.y) * UNITS,
  });
  const boxes = pieces.boxes.map((box) => {
    const angle = ((box.degrees ?? 0) * PI) / 180;
    const axis = box.degrees ? { ux: cos(angle), uy: sin(angle) } : { ux: 1, uy: 0 };
    const { x, y } = place(box);
    return { x, y, hx: (box.width * UNITS) / 2, hy: (box.height * UNITS) / 2, ux: axis.ux, uy: axis.uy, r: 0 };
  });
  const pillars = pieces.pillars.map((pillar) => {
    const { x, y } = place(pillar);
    return { x, y, hx: 0, hy: 0, ux: 1, uy: 0, r: pillar.radius * UNITS };
  });
  return [...boxes, ...pillars];
}

function touchesCell(wall: Wall, left: number, top: number): boolean {
  // A player is pushed at most its radius out of the cell it was looked up in.
  const margin = 2 * PLAYER_RADIUS + wall.r;
  const halfWidth = Math.abs(wall.hx * wall.ux) + Math.abs(wall.hy * wall.uy) + margin;
  const halfHeight = Math.abs(wall.hx * wall.uy) + Math.abs(wall.hy * wall.ux) + margin;
  return wall.x + halfWidth >= left && wall.x - halfWidth <= left + CELL && wall.y + halfHeight >= top && wall.y - halfHeight <= top + CELL;
}

function toEdge(at: number, direction: number, size: number, far: number): number {
  if (direction === 0) return far;
  const distance = (direction > 0 ? size - at : -at) / direction;
  return distance < far ? Math.max(distance, 0) : far;
}
