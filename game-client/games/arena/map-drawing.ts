import type { GameObjects, Scene } from "phaser";
import type { Wall } from "../../../rooms/arena/geometry.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { UNITS } from "../../../rooms/arena/rules.ts";
import { paintFloor } from "./floor-painting.ts";
import { paintStands, STANDS_PX } from "./stands-painting.ts";
import { paintShadow, paintStone, stoneSize } from "./stone-painting.ts";
import { paintTexture, TEXTURE_SCALE } from "./textures.ts";

/** Where the light of the one opening falls from decides where a shadow lies. */
const SHADOW = { x: 5, y: 14 };

/** Floor, stands and stones, each painted once for all that look the same; drawn anew when the map is another one. */
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
    const sand = this.#scene.add.image(this.width / 2, this.height / 2, floor).setDepth(0);
    this.#parts = [sand, ...this.#stands(id), ...map.walls.flatMap((wall) => this.#stone(wall))];
  }

  /** Painted at once, drawn as four strips: what the sand covers costs nothing. */
  #stands(id: string): GameObjects.Image[] {
    const key = `stands-${id}`;
    const [width, height] = [this.width + 2 * STANDS_PX, this.height + 2 * STANDS_PX];
    paintTexture(this.#scene, key, width, height, (g) => paintStands(g, this.width, this.height), 1);
    const texture = this.#scene.textures.get(key);
    const strip = (name: string, x: number, y: number, w: number, h: number) => {
      if (!texture.has(name)) texture.add(name, 0, x, y, w, h);
      return this.#scene.add
        .image(x - STANDS_PX, y - STANDS_PX, key, name)
        .setOrigin(0)
        .setDepth(0);
    };
    return [
      strip("top", 0, 0, width, STANDS_PX),
      strip("bottom", 0, height - STANDS_PX, width, STANDS_PX),
      strip("left", 0, STANDS_PX, STANDS_PX, this.height),
      strip("right", width - STANDS_PX, STANDS_PX, STANDS_PX, this.height),
    ];
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
