import { type ArenaMap, castRay, wallsNear } from "./arena-map.ts";
import { type Contact, pushOut } from "./geometry.ts";
import { MAPS } from "./maps.ts";
import { PLAYER_RADIUS, UNITS } from "./rules.ts";

/** Finds ways around walls, for one bot: breadth first over a coarse grid, then straight to the furthest point that is in plain reach. */
export class Navigator {
  readonly #map: ArenaMap;
  readonly #grid: Grid;
  /** For each cell the next one on the way to the goal; -1 where the search has not been. */
  readonly #next: Int16Array;
  readonly #queue: Int16Array;

  constructor(map: ArenaMap) {
    this.#map = map;
    this.#grid = GRIDS.get(map.id) ?? buildGrid(map);
    this.#next = new Int16Array(this.#grid.open.length);
    this.#queue = new Int16Array(this.#grid.open.length);
  }

  /** Writes to `into` a point that can be walked to straight from (x, y) and leads to the goal; false if there is none. */
  waypoint(x: number, y: number, goalX: number, goalY: number, into: { x: number; y: number }): boolean {
    if (isStraight(this.#map, x, y, goalX, goalY)) {
      into.x = goalX;
      into.y = goalY;
      return true;
    }
    const start = openCell(this.#grid, x, y);
    const goal = openCell(this.#grid, goalX, goalY);
    if (start < 0 || goal < 0 || !this.#search(start, goal)) return false;
    let cell = start;
    into.x = centre(start % this.#grid.columns);
    into.y = centre(Math.floor(start / this.#grid.columns));
    for (let i = 0; i < LOOK_AHEAD && cell !== goal; i++) {
      cell = this.#next[cell] as number;
      const cellX = centre(cell % this.#grid.columns);
      const cellY = centre(Math.floor(cell / this.#grid.columns));
      if (!isStraight(this.#map, x, y, cellX, cellY)) break;
      into.x = cellX;
      into.y = cellY;
    }
    return true;
  }

  /** Fills the way from `start` to `goal`, beginning at the goal. */
  #search(start: number, goal: number): boolean {
    const next = this.#next.fill(-1);
    const queue = this.#queue;
    const { open, columns } = this.#grid;
    let end = 0;
    next[goal] = goal;
    queue[end++] = goal;
    for (let at = 0; at < end && next[start] === -1; at++) {
      const cell = queue[at] as number;
      for (let direction = 0; direction < 8; direction++) {
        const dx = STEP_X[direction] as number;
        const dy = STEP_Y[direction] as number;
        const to = cell + dy * columns + dx;
        if (next[to] !== -1 || !open[to]) continue;
        // No cutting of corners.
        if (dx !== 0 && dy !== 0 && !(open[cell + dx] && open[cell + dy * columns])) continue;
        next[to] = cell;
        queue[end++] = to;
      }
    }
    return next[start] !== -1;
  }
}

/** Whether a player can walk straight from one point to the other. */
function isStraight(map: ArenaMap, x: number, y: number, toX: number, toY: number): boolean {
  const dx = toX - x;
  const dy = toY - y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  return distance === 0 || castRay(map, x, y, dx / distance, dy / distance, WALK_PAD, distance) >= distance;
}

/** Which cells of a map a player's centre may be in; the border is closed, so that a search needs no bounds. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly open: Uint8Array;
}

/** 40 px: finer than the narrowest door, coarse enough that a search takes some 20 µs. */
const CELL = 40 * UNITS;
/** Cells along the way that are tried for a straight walk. */
const LOOK_AHEAD = 10;
/** A little less than a player, who may already touch a wall. */
const WALK_PAD = PLAYER_RADIUS - UNITS;
// Straight steps first: of two equal ways the straighter one is taken.
const STEP_X: readonly number[] = [1, -1, 0, 0, 1, 1, -1, -1];
const STEP_Y: readonly number[] = [0, 0, 1, -1, 1, -1, 1, -1];

function buildGrid(map: ArenaMap): Grid {
  const columns = Math.ceil(map.width / CELL) + 2;
  const rows = Math.ceil(map.height / CELL) + 2;
  const open = new Uint8Array(columns * rows);
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      open[row * columns + column] = canStand(map, centre(column), centre(row)) ? 1 : 0;
    }
  }
  return { columns, rows, open };
}

const GRIDS: ReadonlyMap<string, Grid> = new Map(MAPS.map((map) => [map.id, buildGrid(map)]));

function canStand(map: ArenaMap, x: number, y: number): boolean {
  if (x < PLAYER_RADIUS || y < PLAYER_RADIUS || x > map.width - PLAYER_RADIUS || y > map.height - PLAYER_RADIUS) return false;
  const at: Contact = { x, y, nx: 0, ny: 0 };
  return !wallsNear(map, x, y).some((wall) => pushOut(at, wall, PLAYER_RADIUS));
}

/** The cell of a point, or the nearest open one around it; -1 if there is none near. */
function openCell(grid: Grid, x: number, y: number): number {
  const column = Math.floor(x / CELL) + 1;
  const row = Math.floor(y / CELL) + 1;
  let best = -1;
  let nearest = Number.POSITIVE_INFINITY;
  for (let r = Math.max(1, row - 2); r <= Math.min(grid.rows - 2, row + 2); r++) {
    for (let c = Math.max(1, column - 2); c <= Math.min(grid.columns - 2, column + 2); c++) {
      const dx = centre(c) - x;
      const dy = centre(r) - y;
      if (!grid.open[r * grid.columns + c] || dx * dx + dy * dy >= nearest) continue;
      nearest = dx * dx + dy * dy;
      best = r * grid.columns + c;
    }
  }
  return best;
}

function centre(index: number): number {
  return (index - 0.5) * CELL;
}
