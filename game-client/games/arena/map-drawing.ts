import type { GameObjects, Scene } from "phaser";
import type { Wall } from "../../../rooms/arena/geometry.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { UNITS } from "../../../rooms/arena/rules.ts";
import { hex, PALETTE } from "./palette.ts";

/** Height of a stone's dark face. */
const FACE_PX = 9;

/** Floor and stones; drawn anew when the map is another one. */
export class MapDrawing {
  width = 0;
  height = 0;
  readonly #floor: GameObjects.Image;
  readonly #stones: GameObjects.Graphics;
  #map = "";

  constructor(scene: Scene) {
    this.#floor = scene.add.image(0, 0, "floor").setOrigin(0).setDepth(0);
    this.#stones = scene.add.graphics().setDepth(10);
  }

  show(id: string): void {
    if (id === this.#map) return;
    this.#map = id;
    const map = mapById(id);
    this.width = map.width / UNITS;
    this.height = map.height / UNITS;
    this.#floor.setDisplaySize(this.width, this.height);
    const g = this.#stones.clear();
    this.#circles(g);
    g.lineStyle(6, hex(PALETTE.sand3), 0.8).strokeRect(-3, -3, this.width + 6, this.height + 6);
    for (const wall of map.walls) shape(g, wall, 5, FACE_PX + 6, "#05061a", 0.5);
    for (const wall of map.walls) stone(g, wall);
  }

  #circles(g: GameObjects.Graphics): void {
    g.lineStyle(2, 0xffffff, 0.05);
    const most = Math.max(this.width, this.height) / 2;
    for (let radius = 120; radius < most; radius += 120) g.strokeCircle(this.width / 2, this.height / 2, radius);
  }
}

/** A lit top on a dark face, in one outline. */
function stone(g: GameObjects.Graphics, wall: Wall): void {
  shape(g, wall, 0, FACE_PX, PALETTE.sand4, 1, true);
  shape(g, wall, 0, 0, PALETTE.sand2, 1, true);
  joints(g, wall);
}

function shape(g: GameObjects.Graphics, wall: Wall, right: number, down: number, colour: string, alpha: number, outlined = false): void {
  g.fillStyle(hex(colour), alpha).lineStyle(3, hex(PALETTE.night0), 1);
  if (wall.r > 0) {
    g.fillCircle(wall.x / UNITS + right, wall.y / UNITS + down, wall.r / UNITS);
    if (outlined) g.strokeCircle(wall.x / UNITS + right, wall.y / UNITS + down, wall.r / UNITS);
    return;
  }
  const points = corners(wall).map(({ x, y }) => ({ x: x + right, y: y + down }));
  g.fillPoints(points as never[], true);
  if (outlined) g.strokePoints(points as never[], true, true);
}

function joints(g: GameObjects.Graphics, wall: Wall): void {
  g.lineStyle(2, hex(PALETTE.sand3), 1);
  if (wall.r > 0) {
    g.strokeCircle(wall.x / UNITS, wall.y / UNITS, (wall.r / UNITS) * 0.6);
    return;
  }
  const along = wall.hx >= wall.hy;
  const half = (along ? wall.hx : wall.hy) / UNITS;
  const across = (along ? wall.hy : wall.hx) / UNITS;
  const [ux, uy] = along ? [wall.ux, wall.uy] : [-wall.uy, wall.ux];
  const count = Math.floor((2 * half) / 44);
  for (let i = 1; i < count; i++) {
    const at = -half + (2 * half * i) / count;
    const x = wall.x / UNITS + ux * at;
    const y = wall.y / UNITS + uy * at;
    g.lineBetween(x + uy * (across - 2), y - ux * (across - 2), x - uy * (across - 2), y + ux * (across - 2));
  }
}

function corners(wall: Wall): { x: number; y: number }[] {
  return [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([sx = 0, sy = 0]) => ({
    x: (wall.x + sx * wall.hx * wall.ux - sy * wall.hy * wall.uy) / UNITS,
    y: (wall.y + sx * wall.hx * wall.uy + sy * wall.hy * wall.ux) / UNITS,
  }));
}
