import type { MapData } from "./map-data.ts";

/** Three long lanes between broken quays: beams rule the lanes, bolts the gaps. */
export const longshore: MapData = {
  id: "longshore",
  title: "Longshore",
  width: 2200,
  height: 1100,
  centre: { boxes: [], pillars: [], pickups: [{ kind: "overcharge", x: 1100, y: 550 }] },
  half: {
    boxes: [
      { x: 420, y: 370, width: 440, height: 36 },
      { x: 860, y: 370, width: 240, height: 36 },
      { x: 1340, y: 370, width: 240, height: 36 },
      { x: 1780, y: 370, width: 440, height: 36 },
      { x: 1100, y: 190, width: 36, height: 150 },
      { x: 600, y: 150, width: 36, height: 120 },
      { x: 1600, y: 150, width: 36, height: 120 },
      { x: 330, y: 550, width: 36, height: 140 },
    ],
    pillars: [
      { x: 690, y: 550, radius: 40 },
      { x: 960, y: 550, radius: 34 },
    ],
    pickups: [
      { kind: "health", x: 690, y: 370 },
      { kind: "health", x: 690, y: 730 },
      { kind: "shield", x: 860, y: 90 },
    ],
    spawns: [
      { x: 90, y: 90 },
      { x: 90, y: 550 },
      { x: 90, y: 1010 },
      { x: 420, y: 180 },
      { x: 820, y: 190 },
      { x: 420, y: 920 },
      { x: 820, y: 910 },
      { x: 520, y: 550 },
    ],
  },
};
