import { PALETTE, type Side } from "./palette.ts";

type G = CanvasRenderingContext2D;

/** Team A is a pointed shield, team B a lozenge; both as wide as what is hit, 32 px. One half is lit, one outline holds both. */
export function ship(g: G, side: Side, fill: string, line: string = PALETTE.sand1): void {
  outline(g, side);
  g.fillStyle = fill;
  g.fill();
  if (line !== fill) {
    g.save();
    g.clip();
    g.fillStyle = "#0b0c2438";
    g.fillRect(-20, 0, 40, 20);
    g.fillStyle = "#ffffff33";
    g.beginPath();
    g.moveTo(17, 0);
    g.lineTo(side === "a" ? -5 : 0, side === "a" ? 0 : -13);
    g.lineTo(side === "a" ? -12 : -15, side === "a" ? -14 : 0);
    g.fill();
    g.restore();
  }
  outline(g, side);
  g.lineWidth = 6;
  g.strokeStyle = "#05061acc";
  g.globalCompositeOperation = "destination-over";
  g.stroke();
  g.globalCompositeOperation = "source-over";
  g.lineWidth = 3;
  g.strokeStyle = line;
  g.stroke();
}

function outline(g: G, side: Side): void {
  g.beginPath();
  g.moveTo(17, 0);
  if (side === "a") {
    g.lineTo(-12, 14);
    g.quadraticCurveTo(-5, 0, -12, -14);
  } else {
    g.lineTo(0, 13);
    g.lineTo(-15, 0);
    g.lineTo(0, -13);
  }
  g.closePath();
}

/** The dashed ring that you wear. */
export function ring(g: G, colour: string): void {
  g.lineCap = "round";
  for (const [width, line] of [
    [5, "#05061a99"],
    [2.5, colour],
  ] as const) {
    g.strokeStyle = line;
    g.lineWidth = width;
    g.setLineDash([13.3, 9.6]);
    g.beginPath();
    g.arc(0, 0, 25.5, 0, 2 * Math.PI);
    g.stroke();
  }
  g.setLineDash([]);
}

/** Six plates around a ship. */
export function shield(g: G, colour: string): void {
  g.strokeStyle = colour;
  g.lineWidth = 3;
  for (let i = 0; i < 6; i++) {
    g.beginPath();
    g.arc(0, 0, 21.5, (i * Math.PI) / 3 + 0.08, ((i + 1) * Math.PI) / 3 - 0.08);
    g.stroke();
  }
  g.fillStyle = `${colour}22`;
  g.beginPath();
  g.arc(0, 0, 20, 0, 2 * Math.PI);
  g.fill();
}

/** Who has just come in cannot be hurt: a fine double ring with eight rays. */
export function protection(g: G, colour: string): void {
  g.strokeStyle = colour;
  g.lineWidth = 1.6;
  for (const radius of [23, 28]) {
    g.beginPath();
    g.arc(0, 0, radius, 0, 2 * Math.PI);
    g.stroke();
  }
  g.beginPath();
  for (let i = 0; i < 8; i++) {
    const [x, y] = [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)];
    g.moveTo(x * 23, y * 23);
    g.lineTo(x * 32, y * 32);
  }
  g.stroke();
}

/** A hard core in a soft light, with a tail. */
export function bolt(g: G, colour: string): void {
  const tail = g.createLinearGradient(-34, 0, 12, 0);
  tail.addColorStop(0, `${colour}00`);
  tail.addColorStop(1, `${colour}cc`);
  g.fillStyle = tail;
  g.beginPath();
  g.moveTo(-34, 0);
  g.quadraticCurveTo(0, -8, 12, -5);
  g.lineTo(12, 5);
  g.quadraticCurveTo(0, 8, -34, 0);
  g.fill();
  g.save();
  g.scale(1.5, 1);
  light(g, 15, colour);
  g.restore();
  g.fillStyle = PALETTE.sand1;
  g.beginPath();
  g.roundRect(-9, -2.6, 20, 5.2, 2.6);
  g.fill();
}

/** A wedge of light behind a ship; its broad end is at the right edge. */
export function trail(g: G, colour: string): void {
  const fade = g.createLinearGradient(-40, 0, 40, 0);
  fade.addColorStop(0, `${colour}00`);
  fade.addColorStop(1, `${colour}bb`);
  g.fillStyle = fade;
  g.beginPath();
  g.moveTo(-40, 0);
  g.lineTo(40, -8);
  g.lineTo(40, 8);
  g.fill();
}

export function light(g: G, radius: number, colour: string): void {
  const fade = g.createRadialGradient(0, 0, 0, 0, 0, radius);
  fade.addColorStop(0, `${colour}99`);
  fade.addColorStop(0.5, `${colour}30`);
  fade.addColorStop(1, `${colour}00`);
  g.fillStyle = fade;
  g.fillRect(-radius, -radius, 2 * radius, 2 * radius);
}

/** Grows where somebody fell or something was taken. */
export function shockwave(g: G, colour: string): void {
  g.strokeStyle = colour;
  g.lineWidth = 5;
  g.beginPath();
  g.arc(0, 0, 58, 0, 2 * Math.PI);
  g.stroke();
}

/** Four strokes around the one who was hit. */
export function hitMark(g: G, colour: string): void {
  g.lineCap = "round";
  for (const [width, line] of [
    [6, "#05061acc"],
    [3, colour],
  ] as const) {
    g.strokeStyle = line;
    g.lineWidth = width;
    g.beginPath();
    for (const [sx, sy] of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ] as const) {
      g.moveTo(sx * 7, sy * 7);
      g.lineTo(sx * 15, sy * 15);
    }
    g.stroke();
  }
}

/** Points to the right, at the edge of the screen, in the shape of its side. */
export function marker(g: G, side: Side, colour: string): void {
  g.save();
  g.translate(-4, 0);
  g.scale(0.55, 0.55);
  ship(g, side, colour);
  g.restore();
  g.fillStyle = PALETTE.sand1;
  g.beginPath();
  g.moveTo(15, 0);
  g.lineTo(8, -6);
  g.lineTo(8, 6);
  g.fill();
}

export function crown(g: G, colour: string): void {
  g.beginPath();
  g.moveTo(-9, 6);
  g.lineTo(-10, -5);
  g.lineTo(-4, 0);
  g.lineTo(0, -8);
  g.lineTo(4, 0);
  g.lineTo(10, -5);
  g.lineTo(9, 6);
  g.closePath();
  g.lineWidth = 3;
  g.strokeStyle = PALETTE.night0;
  g.stroke();
  g.fillStyle = colour;
  g.fill();
}
