import type { Wall } from "../../../rooms/arena/geometry.ts";
import { UNITS } from "../../../rooms/arena/rules.ts";
import { PALETTE } from "./palette.ts";

type G = CanvasRenderingContext2D;

/** Height of a stone's dark face. */
const FACE_PX = 11;
const OUTLINE_PX = 3;
/** Length of one block of a wall. */
const BLOCK_PX = 40;

/** What a stone needs around its middle, face and outline included; world pixels. */
export function stoneSize({ hx, hy, ux, uy, r }: Wall): { width: number; height: number } {
  const width = r > 0 ? r : Math.abs(hx * ux) + Math.abs(hy * uy);
  const height = r > 0 ? r : Math.abs(hx * uy) + Math.abs(hy * ux);
  const margin = 2 * (FACE_PX + OUTLINE_PX);
  return { width: (2 * width) / UNITS + margin, height: (2 * height) / UNITS + margin };
}

/** A lit top on a dark face, in one outline. */
export function paintStone(g: G, wall: Wall): void {
  g.lineWidth = OUTLINE_PX * 2;
  g.strokeStyle = PALETTE.night0;
  for (let down = FACE_PX; down >= 0; down--) {
    shape(g, wall, 0, down);
    if (down === FACE_PX || down === 0) g.stroke();
    g.fillStyle = PALETTE.sand4;
    if (down > 0) g.fill();
  }
  shape(g, wall, 0, 0);
  const { height } = stoneSize(wall);
  const top = g.createLinearGradient(0, -height / 2, 0, height / 2);
  top.addColorStop(0, PALETTE.sand1);
  top.addColorStop(0.25, PALETTE.sand2);
  top.addColorStop(1, "#dcc08a");
  g.fillStyle = top;
  g.fill();
  joints(g, wall);
  shape(g, wall, 0, 0, 2.5);
  g.lineWidth = 1.5;
  g.strokeStyle = "#fffaf0aa";
  g.stroke();
}

export function paintShadow(g: G, wall: Wall): void {
  shape(g, wall, 0, 0, -2);
  g.fillStyle = "#05061a80";
  g.fill();
}

function shape(g: G, wall: Wall, right: number, down: number, inset = 0): void {
  g.beginPath();
  if (wall.r > 0) {
    g.arc(right, down, wall.r / UNITS - inset, 0, 2 * Math.PI);
    return;
  }
  const [hx, hy] = [wall.hx / UNITS - inset, wall.hy / UNITS - inset];
  for (const [sx, sy] of [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ] as const)
    g.lineTo(sx * hx * wall.ux - sy * hy * wall.uy + right, sx * hx * wall.uy + sy * hy * wall.ux + down);
  g.closePath();
}

function joints(g: G, wall: Wall): void {
  g.lineWidth = 2;
  g.strokeStyle = PALETTE.sand3;
  g.beginPath();
  if (wall.r > 0) {
    const radius = wall.r / UNITS;
    g.arc(0, 0, radius * 0.55, 0, 2 * Math.PI);
    for (let i = 0; i < 8; i++) {
      const angle = ((i + 0.5) * Math.PI) / 4;
      g.moveTo(Math.cos(angle) * radius * 0.55, Math.sin(angle) * radius * 0.55);
      g.lineTo(Math.cos(angle) * (radius - 3), Math.sin(angle) * (radius - 3));
    }
  } else {
    const along = wall.hx >= wall.hy;
    const half = (along ? wall.hx : wall.hy) / UNITS;
    const across = (along ? wall.hy : wall.hx) / UNITS - 3;
    const [ux, uy] = along ? [wall.ux, wall.uy] : [-wall.uy, wall.ux];
    const count = Math.floor((2 * half) / BLOCK_PX);
    for (let i = 1; i < count; i++) {
      const at = -half + (2 * half * i) / count;
      g.moveTo(ux * at + uy * across, uy * at - ux * across);
      g.lineTo(ux * at - uy * across, uy * at + ux * across);
    }
  }
  g.stroke();
}
