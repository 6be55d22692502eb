import assert from "node:assert/strict";
import { cameraCentre, zoomFor } from "./viewport.ts";

describe("what is seen of the arena", () => {
  it("is the same area on a phone, a laptop and a 4K screen", () => {
    for (const [width, height] of [
      [390, 844],
      [1280, 720],
      [3840, 2160],
    ] as const) {
      const zoom = zoomFor(width, height);
      assert.ok(Math.abs((width / zoom) * (height / zoom) - 1180 * 664) < 1);
    }
  });

  it("is never further than 1340 px along one axis, however thin the window", () => {
    for (const [width, height] of [
      [3840, 400],
      [300, 2000],
    ] as const)
      assert.ok(Math.max(width, height) / zoomFor(width, height) <= 1340.001);
  });

  it("follows the player but stops at the map's edge", () => {
    assert.equal(cameraCentre(800, 1600, 600), 800);
    assert.equal(cameraCentre(10, 1600, 600), 200);
    assert.equal(cameraCentre(1590, 1600, 600), 1400);
  });

  it("goes past the map's edge for what would be covered, as far as it must and never past where it is wanted", () => {
    const seen = 600;
    const kept = (at: number) => ({ at, before: 180, after: 250 });
    assert.equal(cameraCentre(700, 1600, seen, kept(700)), 700);
    assert.equal(cameraCentre(40, 1600, seen, kept(40)), 160);
    assert.equal(cameraCentre(1590, 1600, seen, kept(1560)), 1510);
    assert.equal(cameraCentre(190, 1600, seen, kept(190)), 200);
    assert.equal(cameraCentre(40, 1600, seen, { at: 40, before: 500, after: 500 }), 40);
  });

  it("keeps a map in the middle that is smaller than the screen", () => {
    assert.equal(cameraCentre(100, 500, 900), 250);
  });
});
