import { PALETTE } from "./palette.ts";

export const PICKUP_KINDS = ["health", "shield", "overcharge"] as const;

export function pickupColour(kind: string): string {
  if (kind === "health") return PALETTE.alive;
  return kind === "shield" ? PALETTE.calm : PALETTE.warn;
}

/** Each kind by its sign: a cross heals, a roof covers, a bolt of lightning charges. */
export function paintPickup(g: CanvasRenderingContext2D, kind: string): void {
  g.rotate(Math.PI / 4);
  g.fillStyle = pickupColour(kind);
  g.strokeStyle = PALETTE.night0;
  g.lineWidth = 5;
  g.beginPath();
  g.roundRect(-11, -11, 22, 22, 3);
  g.stroke();
  g.fill();
  g.lineWidth = 1.6;
  g.strokeStyle = PALETTE.sand1;
  g.stroke();
  g.rotate(-Math.PI / 4);
  g.fillStyle = PALETTE.night0;
  g.beginPath();
  if (kind === "health") {
    g.rect(-2.5, -8, 5, 16);
    g.rect(-8, -2.5, 16, 5);
  } else if (kind === "shield") {
    g.moveTo(-7, -6);
    g.lineTo(7, -6);
    g.lineTo(6, 2);
    g.lineTo(0, 8);
    g.lineTo(-6, 2);
  } else {
    g.moveTo(2, -9);
    g.lineTo(-6, 2);
    g.lineTo(-1, 2);
    g.lineTo(-2, 9);
    g.lineTo(6, -2);
    g.lineTo(1, -2);
  }
  g.fill();
}
