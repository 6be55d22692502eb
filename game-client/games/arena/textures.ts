import type { Scene, Textures } from "phaser";
import { EMOTES } from "../../../rooms/arena/rules.ts";
import { paintEmote } from "./emote-signs.ts";
import { onPalette, PALETTE, SIDE_COLOUR } from "./palette.ts";
import { PICKUP_KINDS, paintPickup, pickupColour } from "./pickup-signs.ts";
import { bolt, crown, hitMark, light, marker, protection, ring, shield, ship, shockwave, trail } from "./shapes.ts";

type Paint = (g: CanvasRenderingContext2D) => void;

/** Texture pixels for one world pixel: sharp on a 4K screen, where a world pixel is 3.5 device pixels. */
export const TEXTURE_SCALE = 3;

/** Paints every texture of the arena, and again when the palette is another one. They are made here and not loaded, so that a match needs no further request. */
export function makeTextures(scene: Scene): void {
  paintAll(scene);
  const stop = onPalette(() => paintAll(scene));
  scene.events.once("destroy", stop);
}

/** A texture of `width` by `height` world pixels, painted around its middle; painted over where it exists. */
export function paintTexture(scene: Scene, key: string, width: number, height: number, paint: Paint, scale = TEXTURE_SCALE): void {
  const pixels = [Math.ceil(width * scale), Math.ceil(height * scale)] as const;
  const known = scene.textures.exists(key) ? (scene.textures.get(key) as Textures.CanvasTexture) : scene.textures.createCanvas(key, ...pixels);
  if (!known) return;
  const g = known.context;
  g.save();
  g.clearRect(0, 0, ...pixels);
  g.translate(pixels[0] / 2, pixels[1] / 2);
  g.scale(scale, scale);
  g.lineJoin = "round";
  paint(g);
  g.restore();
  known.refresh();
}

function paintAll(scene: Scene): void {
  const square = (key: string, size: number, paint: Paint) => paintTexture(scene, key, size, size, paint);
  for (const side of ["a", "b"] as const) {
    const colour = SIDE_COLOUR[side];
    square(`ship-${side}`, 44, (g) => ship(g, side, colour));
    square(`flash-${side}`, 44, (g) => ship(g, side, "#ffffff", "#ffffff"));
    square(`after-${side}`, 44, (g) => ship(g, side, colour, colour));
    square(`light-${side}`, 120, (g) => light(g, 60, colour));
    paintTexture(scene, `bolt-${side}`, 70, 30, (g) => bolt(g, colour));
    paintTexture(scene, `trail-${side}`, 80, 20, (g) => trail(g, colour));
    square(`spark-${side}`, 9, (g) => spark(g, colour));
    square(`wave-${side}`, 128, (g) => shockwave(g, colour));
    square(`marker-${side}`, 34, (g) => marker(g, side, colour));
  }
  square("ring", 60, (g) => ring(g, PALETTE.alive));
  square("shield", 60, (g) => shield(g, PALETTE.calm));
  square("protection", 68, (g) => protection(g, PALETTE.sand1));
  square("aura", 110, (g) => light(g, 55, PALETTE.warn));
  square("flare", 64, (g) => light(g, 32, PALETTE.sand1));
  square("spark-light", 9, (g) => spark(g, PALETTE.sand1));
  square("hit-mark", 40, (g) => hitMark(g, PALETTE.sand1));
  square("kill-mark", 40, (g) => hitMark(g, PALETTE.wrong));
  square("crown", 26, (g) => crown(g, PALETTE.warn));
  for (const kind of PICKUP_KINDS) {
    const colour = pickupColour(kind);
    square(`pickup-${kind}`, 40, (g) => paintPickup(g, kind));
    square(`light-${kind}`, 96, (g) => light(g, 48, colour));
    square(`spark-${kind}`, 9, (g) => spark(g, colour));
    square(`wave-${kind}`, 128, (g) => shockwave(g, colour));
  }
  for (let emote = 1; emote <= EMOTES; emote++) square(`emote-${emote}`, 48, (g) => paintEmote(g, emote));
}

function spark(g: CanvasRenderingContext2D, colour: string): void {
  g.fillStyle = colour;
  g.fillRect(-2.5, -2.5, 5, 5);
  g.fillStyle = PALETTE.sand1;
  g.fillRect(-1.2, -1.2, 2.4, 2.4);
}
