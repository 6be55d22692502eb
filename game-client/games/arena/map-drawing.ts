import type { GameObjects, Scene } from "phaser";
import type { Wall } from "../../../rooms/arena/geometry.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { UNITS } from "../../../rooms/arena/rules.ts";
import { paintFloor } from "./floor-painting.ts";
import { paintShadow, paintStone, stoneSize } from "./stone-painting.ts";
import { paintTexture, TEXTURE_SCALE } from "./textures.ts";

/** Where the light of the one opening falls from decides where a shadow lies. */
const SHADOW = { x: 5, y: 14 };

/** Floor and stones, each painted once for all that look the same; drawn anew when the map is another one. */
export class MapDrawing {
  width = 0;
  height = 0;
  readonly #scene: Scene;
  #parts: GameObjects.Image[] = [];
  #map = "";

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  show(id: string): void {
    if (id === this.#map) return;
    this.#map = id;
    for (const part of this.#parts) part.destroy();
    const map = mapById(id);
    this.width = map.width / UNITS;
    this.height = map.height / UNITS;
    const floor = `floor-${id}`;
    paintTexture(this.#scene, floor, this.width, this.height, (g) => paintFloor(g, this.width, this.height), 1);
    this.#parts = [this.#scene.add.image(this.width / 2, this.height / 2, floor).setDepth(0), ...map.walls.flatMap((wall) => this.#stone(wall))];
  }

  #stone(wall: Wall): GameObjects.Image[] {
    const { width, height } = stoneSize(wall);
    const key = `${wall.hx}|${wall.hy}|${Math.abs(wall.ux).toFixed(3)}|${(wall.ux * wall.uy).toFixed(3)}|${wall.r}`;
    const image = (name: string, depth: number, x: number, y: number, paint: (g: CanvasRenderingContext2D) => void) => {
      const texture = `${name}-${key}`;
      if (!this.#scene.textures.exists(texture)) paintTexture(this.#scene, texture, width, height, paint);
      return this.#scene.add
        .image(wall.x / UNITS + x, wall.y / UNITS + y, texture)
        .setScale(1 / TEXTURE_SCALE)
        .setDepth(depth);
    };
    return [
      image("shadow", 8, SHADOW.x, SHADOW.y, (g) => paintShadow(g, wall)),
      // Further down the picture is nearer: a stone covers the face of the one behind it.
      image("stone", 10 + wall.y / UNITS / 10_000, 0, 0, (g) => paintStone(g, wall)),
    ];
  }
}
