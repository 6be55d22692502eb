import type { Scene } from "phaser";
import { PALETTE, SIDE_COLOUR, type Side } from "./palette.ts";

/** Texture pixels for one world pixel: sharp on a 4K screen, where a world pixel is 3.5 device pixels. */
export const TEXTURE_SCALE = 3;

/** Draws every texture of the arena once. They are made here and not loaded, so that a match needs no further request. */
export function makeTextures(scene: Scene): void {
  for (const side of ["a", "b"] as const) {
    paint(scene, `ship-${side}`, 44, (g) => ship(g, side, SIDE_COLOUR[side], PALETTE.sand1));
    paint(scene, `glow-${side}`, 110, (g) => glow(g, 55, SIDE_COLOUR[side]));
    paint(scene, `bolt-${side}`, 40, (g) => bolt(g, SIDE_COLOUR[side]));
    paint(scene, `flash-${side}`, 44, (g) => ship(g, side, "#ffffff", "#ffffff"));
  }
  paint(scene, "ring", 60, ring);
  paint(scene, "shield", 60, shield);
  paint(scene, "spark", 8, (g) => {
    g.fillStyle = PALETTE.sand1;
    g.fillRect(-2, -2, 4, 4);
  });
  paint(scene, "glow-light", 120, (g) => glow(g, 60, PALETTE.sand1));
  for (const [kind, colour] of Object.entries(PICKUP_COLOUR)) {
    paint(scene, `pickup-${kind}`, 40, (g) => pickup(g, kind, colour));
    paint(scene, `pickup-glow-${kind}`, 96, (g) => glow(g, 48, colour));
  }
  floor(scene);
}

const PICKUP_COLOUR: Readonly<Record<string, string>> = { health: PALETTE.alive, shield: PALETTE.calm, overcharge: PALETTE.warn };

/** A square texture of `size` world pixels, painted around its middle. */
function paint(scene: Scene, key: string, size: number, draw: (g: CanvasRenderingContext2D) => void): void {
  if (scene.textures.exists(key)) return;
  const pixels = size * TEXTURE_SCALE;
  const texture = scene.textures.createCanvas(key, pixels, pixels);
  if (!texture) return;
  const g = texture.context;
  g.translate(pixels / 2, pixels / 2);
  g.scale(TEXTURE_SCALE, TEXTURE_SCALE);
  g.lineJoin = "round";
  draw(g);
  texture.refresh();
}

/** Team A is a pointed shield, team B a lozenge; both as wide as what is hit, 32 px. */
function ship(g: CanvasRenderingContext2D, side: Side, fill: string, line: string): void {
  g.beginPath();
  if (side === "a") {
    g.moveTo(17, 0);
    g.lineTo(-12, 14);
    g.quadraticCurveTo(-5, 0, -12, -14);
  } else {
    g.moveTo(17, 0);
    g.lineTo(0, 13);
    g.lineTo(-15, 0);
    g.lineTo(0, -13);
  }
  g.closePath();
  g.fillStyle = fill;
  g.fill();
  g.lineWidth = 3;
  g.strokeStyle = line;
  g.stroke();
}

function ring(g: CanvasRenderingContext2D): void {
  g.strokeStyle = PALETTE.alive;
  g.lineWidth = 2.5;
  g.setLineDash([15.3, 7.6]);
  g.beginPath();
  g.arc(0, 0, 25.5, 0, 2 * Math.PI);
  g.stroke();
}

function shield(g: CanvasRenderingContext2D): void {
  g.strokeStyle = PALETTE.calm;
  g.lineWidth = 2;
  g.beginPath();
  g.arc(0, 0, 21, 0, 2 * Math.PI);
  g.stroke();
  g.fillStyle = "#46b4ff22";
  g.fill();
}

function bolt(g: CanvasRenderingContext2D, colour: string): void {
  glow(g, 18, colour);
  g.fillStyle = PALETTE.sand1;
  g.fillRect(-10, -2.5, 20, 5);
}

function glow(g: CanvasRenderingContext2D, radius: number, colour: string): void {
  const light = g.createRadialGradient(0, 0, 0, 0, 0, radius);
  light.addColorStop(0, `${colour}99`);
  light.addColorStop(1, `${colour}00`);
  g.fillStyle = light;
  g.fillRect(-radius, -radius, 2 * radius, 2 * radius);
}

/** Each kind by its sign: a cross heals, a roof covers, a bolt of lightning charges. */
function pickup(g: CanvasRenderingContext2D, kind: string, colour: string): void {
  g.rotate(Math.PI / 4);
  g.fillStyle = colour;
  g.strokeStyle = PALETTE.night0;
  g.lineWidth = 2.5;
  g.fillRect(-11, -11, 22, 22);
  g.strokeRect(-11, -11, 22, 22);
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

/** Night with light in wedges from the one opening; soft, so that a small texture does. */
function floor(scene: Scene): void {
  const size = 1024;
  const texture = scene.textures.exists("floor") ? null : scene.textures.createCanvas("floor", size, size);
  if (!texture) return;
  const g = texture.context;
  g.fillStyle = PALETTE.night1;
  g.fillRect(0, 0, size, size);
  const light = g.createRadialGradient(size / 2, -size * 0.3, size * 0.2, size / 2, -size * 0.3, size * 1.4);
  light.addColorStop(0, "#6a6df03d");
  light.addColorStop(1, "#6a6df000");
  g.fillStyle = light;
  const wedges = 26;
  for (let i = 0; i < wedges; i++) {
    const from = (Math.PI * i) / wedges;
    g.beginPath();
    g.moveTo(size / 2, -size * 0.3);
    for (const angle of [from, from + Math.PI / wedges / 2])
      g.lineTo(size / 2 + Math.cos(angle) * size * 2, -size * 0.3 + Math.sin(angle) * size * 2);
    g.fill();
  }
  texture.refresh();
}
