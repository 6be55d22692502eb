import type { Wall } from "../../../rooms/arena/geometry.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaWorld } from "../../../rooms/arena/world.ts";
import { t } from "../../text/text.ts";
import { entries } from "./arena-match.ts";
import { PALETTE, SIDE_COLOUR, sideOf } from "./palette.ts";
import { clockText } from "./score-line.ts";
import { ship } from "./shapes.ts";
import { SIDE_SIGN } from "./side-sign.ts";

type G = CanvasRenderingContext2D;

/** Players are drawn so much larger than they are: the picture is as wide as a thumb. */
const SHIP_SCALE = 2.6;
const FULL_TURN = 65_536;

/** Map, pickups and players at a glance; returns score and clock. */
export function worldPreview(world: ArenaWorld, canvas: HTMLCanvasElement): string {
  const g = canvas.getContext("2d");
  if (g) draw(g, world, canvas);
  return `${scoreText(world)} · ${clockText(world, TICK_HZ)}`;
}

function draw(g: G, world: ArenaWorld, { width, height }: HTMLCanvasElement): void {
  const map = mapById(world.map);
  const scale = Math.min(width / (map.width / UNITS), height / (map.height / UNITS));
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.fillStyle = PALETTE.night0;
  g.fillRect(0, 0, width, height);
  g.translate((width - (map.width / UNITS) * scale) / 2, (height - (map.height / UNITS) * scale) / 2);
  g.scale(scale, scale);
  g.fillStyle = "#191c52";
  g.fillRect(0, 0, map.width / UNITS, map.height / UNITS);
  g.fillStyle = PALETTE.sand3;
  for (const wall of map.walls) stone(g, wall);
  for (const [, pickup] of entries(world.pickups)) if (pickup.back <= world.tick) dot(g, pickup.x / UNITS, pickup.y / UNITS);
  for (const [, player] of entries(world.players)) {
    if (player.respawn > 0) continue;
    const side = sideOf(world.mode, player, undefined);
    g.save();
    g.translate(player.x / UNITS, player.y / UNITS);
    g.rotate((player.aim / FULL_TURN) * 2 * Math.PI);
    g.scale(SHIP_SCALE, SHIP_SCALE);
    ship(g, side, SIDE_COLOUR[side]);
    g.restore();
  }
}

function stone(g: G, { x, y, hx, hy, ux, uy, r }: Wall): void {
  g.save();
  g.translate(x / UNITS, y / UNITS);
  g.rotate(Math.atan2(uy, ux));
  g.beginPath();
  g.roundRect(-(hx + r) / UNITS, -(hy + r) / UNITS, (2 * (hx + r)) / UNITS, (2 * (hy + r)) / UNITS, r / UNITS);
  g.fill();
  g.restore();
}

function dot(g: G, x: number, y: number): void {
  g.save();
  g.translate(x, y);
  g.rotate(Math.PI / 4);
  g.fillStyle = PALETTE.warn;
  g.fillRect(-18, -18, 36, 36);
  g.restore();
  g.fillStyle = PALETTE.sand3;
}

function scoreText({ mode, scoreA, scoreB, players }: ArenaWorld): string {
  if (mode === "teams") return `${SIDE_SIGN.a} ${scoreA} – ${scoreB} ${SIDE_SIGN.b}`;
  const [first] = entries(players)
    .map(([, player]) => player)
    .sort((a, b) => b.score - a.score || a.seat - b.seat);
  return first ? t("strip.score", { name: first.name, score: first.score }) : "";
}
