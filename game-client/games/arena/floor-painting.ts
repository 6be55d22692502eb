import { PALETTE } from "./palette.ts";

const WEDGES = 24;
const RING_PX = 130;
const PAVING_PX = 90;

/** The sand under the awning at night: light falls through its one opening in wedges, over paving and rings around the middle. */
export function paintFloor(g: CanvasRenderingContext2D, width: number, height: number): void {
  g.fillStyle = PALETTE.night1;
  g.fillRect(-width / 2, -height / 2, width, height);
  paving(g, width, height);
  wedges(g, width, height);
  g.lineWidth = 2;
  g.strokeStyle = "#ffffff12";
  for (let radius = RING_PX; radius < Math.max(width, height) / 2; radius += RING_PX) {
    g.beginPath();
    g.arc(0, 0, radius, 0, 2 * Math.PI);
    g.stroke();
  }
  const dark = g.createRadialGradient(0, 0, Math.min(width, height) * 0.35, 0, 0, Math.hypot(width, height) / 2);
  dark.addColorStop(0, "#05061a00");
  dark.addColorStop(1, "#05061aaa");
  g.fillStyle = dark;
  g.fillRect(-width / 2, -height / 2, width, height);
  edge(g, width, height);
}

function paving(g: CanvasRenderingContext2D, width: number, height: number): void {
  g.lineWidth = 1;
  g.strokeStyle = "#ffffff09";
  g.beginPath();
  for (let x = -width / 2 + PAVING_PX; x < width / 2; x += PAVING_PX) {
    g.moveTo(x, -height / 2);
    g.lineTo(x, height / 2);
  }
  for (let y = -height / 2 + PAVING_PX; y < height / 2; y += PAVING_PX) {
    g.moveTo(-width / 2, y);
    g.lineTo(width / 2, y);
  }
  g.stroke();
}

function wedges(g: CanvasRenderingContext2D, width: number, height: number): void {
  const from = -height * 0.75;
  const far = Math.hypot(width, height) * 1.6;
  const fade = g.createRadialGradient(0, from, height * 0.2, 0, from, far * 0.8);
  fade.addColorStop(0, "#7f80ff52");
  fade.addColorStop(1, "#6a6df000");
  g.fillStyle = fade;
  for (let i = 0; i < WEDGES; i++) {
    const angle = (Math.PI * (i + 0.25)) / WEDGES;
    g.beginPath();
    g.moveTo(0, from);
    for (const at of [angle, angle + Math.PI / WEDGES / 2]) g.lineTo(Math.cos(at) * far, from + Math.sin(at) * far);
    g.fill();
  }
}

/** The arena's own wall: stripes of the awning around the sand. */
function edge(g: CanvasRenderingContext2D, width: number, height: number): void {
  g.lineWidth = 10;
  g.strokeStyle = PALETTE.sand3;
  g.strokeRect(-width / 2, -height / 2, width, height);
  g.setLineDash([36, 36]);
  g.strokeStyle = PALETTE.sand2;
  g.strokeRect(-width / 2, -height / 2, width, height);
  g.setLineDash([]);
}
