import { PALETTE } from "./palette.ts";

/** How far the stands reach from the sand, in world pixels: a camera that follows sees 100 of them, a shaken one a little more. */
export const STANDS_PX = 190;

/** Wedges of cloth over them, as many as there are of light on the sand. */
const WEDGES = 48;
const WALL_PX = 16;
const TIERS = 5;
const TIER_PX = 32;
const SEAT_PX = 25;
/** Even, so that no two of its rings share a pixel. */
const NIGHT_STEP_PX = 4;

/** What is around the sand: the arena's wall, the crowd in its tiers, and the cloth of the awning above them, all in the dark. */
export function paintStands(g: CanvasRenderingContext2D, width: number, height: number): void {
  const ring = (out: number) => [-width / 2 - out, -height / 2 - out, width + 2 * out, height + 2 * out] as const;
  g.fillStyle = PALETTE.night1;
  g.fillRect(...ring(STANDS_PX));
  cloth(g, Math.hypot(width, height) / 2 + 2 * STANDS_PX);
  for (let tier = TIERS - 1; tier >= 0; tier--) crowd(g, width, height, WALL_PX + TIER_PX * (tier + 0.6), tier);
  g.strokeStyle = PALETTE.night0;
  g.lineWidth = NIGHT_STEP_PX;
  for (let out = WALL_PX; out < STANDS_PX + NIGHT_STEP_PX; out += NIGHT_STEP_PX) {
    g.globalAlpha = Math.min(1, 0.38 + 0.66 * ((out - WALL_PX) / (STANDS_PX - WALL_PX)));
    g.strokeRect(...ring(out));
  }
  g.globalAlpha = 1;
  for (const [colour, out, px] of [
    [PALETTE.night0, WALL_PX / 2, WALL_PX + 4],
    [PALETTE.sand4, WALL_PX / 2, WALL_PX],
    [PALETTE.sand3, WALL_PX / 4, WALL_PX / 2],
  ] as const) {
    g.strokeStyle = colour;
    g.lineWidth = px;
    g.strokeRect(...ring(out));
  }
}

function cloth(g: CanvasRenderingContext2D, far: number): void {
  g.globalAlpha = 0.42;
  for (let i = 0; i < WEDGES; i++) {
    g.fillStyle = i % 2 === 0 ? PALETTE.call : PALETTE.sand3;
    g.beginPath();
    g.moveTo(0, 0);
    for (const half of [0, 0.56]) g.lineTo(Math.cos((2 * Math.PI * (i + half)) / WEDGES) * far, Math.sin((2 * Math.PI * (i + half)) / WEDGES) * far);
    g.fill();
  }
  g.globalAlpha = 1;
}

/** One tier: a step with a lit edge, and people on it, where they always sit. */
function crowd(g: CanvasRenderingContext2D, width: number, height: number, out: number, tier: number): void {
  g.strokeStyle = "#05061a99";
  g.lineWidth = 3;
  g.strokeRect(-width / 2 - out - 12, -height / 2 - out - 12, width + 2 * out + 24, height + 2 * out + 24);
  const [right, bottom] = [width / 2 + out, height / 2 + out];
  for (let x = -right; x < right; x += SEAT_PX) {
    person(g, x, -bottom, tier);
    person(g, -x, bottom, tier + TIERS);
  }
  for (let y = -bottom; y < bottom; y += SEAT_PX) {
    person(g, right, y, tier + 2 * TIERS);
    person(g, -right, -y, tier + 3 * TIERS);
  }
}

/** Some places are empty; who is there sits a little aside, in clothes of his own. */
function person(g: CanvasRenderingContext2D, x: number, y: number, row: number): void {
  const chance = mixed(x + 7919 * row, y);
  if (chance % 11 < 2) return;
  const [aside, along] = [(chance % 7) - 3, (chance % 9) - 4];
  g.fillStyle = PALETTE.night0;
  g.beginPath();
  g.arc(x + aside, y + along + 2, 9, 0, 2 * Math.PI);
  g.fill();
  g.fillStyle = CLOTHES[chance % CLOTHES.length] ?? PALETTE.night1;
  g.beginPath();
  g.arc(x + aside, y + along, 7, 0, 2 * Math.PI);
  g.fill();
}

/** The same for the same place, and unlike its neighbours'. */
function mixed(x: number, y: number): number {
  const once = Math.imul(Math.round(x), 0x9e3779b1) ^ Math.imul(Math.round(y), 0x85ebca6b);
  return Math.imul(once ^ (once >>> 15), 0x2c1b3c6d) >>> 8;
}

/** Dim, and none that means something on the sand. */
const CLOTHES = ["#3a3f86", "#4d4a8f", "#8d7f6a", "#6a5f8f", "#a8957a", "#50386b"];
