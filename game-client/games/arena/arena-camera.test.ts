import assert from "node:assert/strict";
import { ArenaCamera } from "./arena-camera.ts";
import { zoomFor } from "./viewport.ts";

const frame = { width: 1180, height: 664, mapWidth: 3000, mapHeight: 3000 };
const standing = { x: 1500, y: 1500, vx: 0, vy: 0, aim: 0, leadPx: 84, id: 1 };

describe("the camera", () => {
  it("looks ahead of the aim, and turns there smoothly", () => {
    const camera = new ArenaCamera();
    camera.follow(standing, frame, 16, false);
    assert.ok(Math.abs(camera.x - 1584) < 0.001);
    camera.follow({ ...standing, aim: Math.PI }, frame, 16, false);
    assert.ok(camera.x < 1584 && camera.x > 1560);
    for (let i = 0; i < 120; i++) camera.follow({ ...standing, aim: Math.PI }, frame, 16, false);
    assert.ok(Math.abs(camera.x - 1416) < 0.1);
  });

  it("sees at most 6 % further at a dash, and no further for the calm", () => {
    const base = zoomFor(frame.width, frame.height);
    const dash = { ...standing, vx: 5000 };
    for (const [calm, most] of [
      [false, 1.06],
      [true, 1],
    ] as const) {
      const camera = new ArenaCamera();
      for (let i = 0; i < 200; i++) camera.follow(dash, frame, 16, calm);
      assert.ok(base / camera.zoom <= most + 1e-9 && base / camera.zoom > most - 0.001);
    }
  });

  it("glides to another subject, and is with it after 420 ms", () => {
    const camera = new ArenaCamera();
    camera.follow(standing, frame, 16, false);
    const other = { ...standing, x: 2000, id: 2 };
    camera.follow(other, frame, 16, false);
    assert.ok(camera.x < 1700);
    for (let i = 0; i < 30; i++) camera.follow(other, frame, 16, false);
    assert.ok(Math.abs(camera.x - 2084) < 0.001);
  });

  it("shakes for a moment, as much as is allowed, and never the aim", () => {
    const camera = new ArenaCamera();
    camera.shake(1, 0);
    camera.follow(standing, frame, 16, false);
    assert.deepEqual([Math.abs(camera.shakeX), Math.abs(camera.shakeY)], [0, 0]);
    camera.shake(1, 1);
    camera.follow(standing, frame, 16, false);
    assert.ok(camera.shakeX !== 0 && Math.abs(camera.shakeX) <= 14);
    assert.ok(Math.abs(camera.x - 1584) < 0.001);
    for (let i = 0; i < 20; i++) camera.follow(standing, frame, 16, false);
    assert.deepEqual([Math.abs(camera.shakeX), Math.abs(camera.shakeY)], [0, 0]);
  });

  it("is pushed by a shot and a blow, no further than 12 px, and is back at once", () => {
    const camera = new ArenaCamera();
    camera.follow(standing, frame, 16, false);
    const rest = camera.zoom;
    camera.push(Math.PI, 8, 0);
    camera.blow(1, 0);
    camera.follow(standing, frame, 16, false);
    assert.deepEqual([Math.abs(camera.shakeX), camera.zoom], [0, rest]);
    for (let shot = 0; shot < 9; shot++) camera.push(Math.PI, 8, 1);
    camera.blow(1, 1);
    camera.follow(standing, frame, 16, false);
    assert.ok(camera.shakeX < -5 && camera.shakeX >= -12 && Math.abs(camera.shakeY) < 0.001);
    assert.ok(camera.zoom > rest && camera.zoom <= rest * 1.035);
    for (let i = 0; i < 20; i++) camera.follow(standing, frame, 16, false);
    assert.ok(Math.abs(camera.shakeX) < 0.02);
    assert.equal(camera.zoom, rest);
  });
});
