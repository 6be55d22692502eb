import assert from "node:assert/strict";
import { FreeCamera } from "./free-camera.ts";

const view = { width: 1180, height: 664, mapWidth: 3000, mapHeight: 2000, covered: 0 };

describe("the free camera", () => {
  const camera = () => {
    const made = new FreeCamera();
    made.from({ x: 1500, y: 1000, zoom: 1 }, view);
    return made;
  };

  it("is dragged: what is under the finger stays under it", () => {
    const free = camera();
    free.zoomAt(2, 590, 332, view);
    free.drag(100, -50, view);
    assert.deepEqual([free.x, free.y], [1450, 1025]);
  });

  it("comes nearer around the pointer, within its bounds", () => {
    const free = camera();
    const worldX = () => free.x + (1000 - 590) / free.zoom(view);
    const before = worldX();
    free.zoomAt(1.7, 1000, 332, view);
    assert.ok(Math.abs(worldX() - before) < 1e-6);
    free.zoomAt(1000, 590, 332, view);
    assert.equal(free.factor, 2.5);
    free.zoomAt(0.0001, 590, 332, view);
    assert.equal(free.factor, 0.3);
  });

  it("is steered as far as the map goes", () => {
    const free = camera();
    free.steer(1, 0, 100, view);
    assert.ok(Math.abs(free.x - 1590) < 1e-6);
    free.steer(1, -1, 60_000, view);
    assert.deepEqual([free.x, free.y], [3000, 0]);
  });
});
