import type { MapData } from "./map-data.ts";

/** A ring around one great pillar: no long sight lines, always a way round. */
export const orbit: MapData = {
  id: "orbit",
  title: "Orbit",
  width: 1600,
  height: 1600,
  centre: { boxes: [], pillars: [{ x: 800, y: 800, radius: 100 }], pickups: [] },
  half: {
    boxes: [
      { x: 560, y: 560, width: 250, height: 36, degrees: -45 },
      { x: 1040, y: 560, width: 250, height: 36, degrees: 45 },
      { x: 800, y: 300, width: 320, height: 36 },
      { x: 300, y: 800, width: 36, height: 320 },
    ],
    pillars: [
      { x: 320, y: 320, radius: 60 },
      { x: 1280, y: 320, radius: 60 },
      { x: 540, y: 180, radius: 32 },
      { x: 1060, y: 180, radius: 32 },
      { x: 180, y: 540, radius: 32 },
      { x: 180, y: 1060, radius: 32 },
    ],
    pickups: [
      { kind: "overcharge", x: 800, y: 610 },
      { kind: "shield", x: 610, y: 800 },
      { kind: "health", x: 150, y: 150 },
      { kind: "health", x: 1450, y: 150 },
    ],
    spawns: [
      { x: 90, y: 400 },
      { x: 400, y: 90 },
      { x: 800, y: 90 },
      { x: 90, y: 800 },
      { x: 1200, y: 90 },
      { x: 90, y: 1200 },
      { x: 430, y: 800 },
      { x: 800, y: 430 },
    ],
  },
};
