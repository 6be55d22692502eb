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

  it("keeps its subject off what is covered in each corner of the map, on a phone either way up", () => {
    const phones = [
      { width: 390, height: 844, covered: { left: 24, top: 296, right: 24, bottom: 214 } },
      { width: 844, height: 390, covered: { left: 160, top: 172, right: 252, bottom: 84 } },
    ];
    for (const { covered, ...phone } of phones) {
      for (const [x, y] of [
        [20, 20],
        [1780, 20],
        [20, 1180],
        [1780, 1180],
      ] as const) {
        const camera = new ArenaCamera();
        camera.follow({ ...standing, x, y, aim: Math.PI / 3, leadPx: 36 }, { ...phone, mapWidth: 1800, mapHeight: 1200, taken: covered }, 16, false);
        const seen = { x: (x - camera.x) * camera.zoom + phone.width / 2, y: (y - camera.y) * camera.zoom + phone.height / 2 };
        assert.ok(seen.x > covered.left - 0.01 && seen.x < phone.width - covered.right + 0.01, `x ${seen.x}`);
        assert.ok(seen.y > covered.top - 0.01 && seen.y < phone.height - covered.bottom + 0.01, `y ${seen.y}`);
      }
    }
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
