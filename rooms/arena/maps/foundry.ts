import type { MapData } from "./map-data.ts";

/** A walled centre with four doors, two workshops on each side. */
export const foundry: MapData = {
  id: "foundry",
  title: "Foundry",
  width: 1800,
  height: 1200,
  centre: { boxes: [], pillars: [], pickups: [{ kind: "overcharge", x: 900, y: 600 }] },
  half: {
    boxes: [
      { x: 760, y: 470, width: 140, height: 32 },
      { x: 706, y: 500, width: 32, height: 92 },
      { x: 1040, y: 470, width: 140, height: 32 },
      { x: 1094, y: 500, width: 32, height: 92 },
      { x: 360, y: 330, width: 32, height: 220 },
      { x: 447, y: 236, width: 206, height: 32 },
      { x: 360, y: 870, width: 32, height: 220 },
      { x: 447, y: 964, width: 206, height: 32 },
      { x: 900, y: 200, width: 220, height: 40 },
      { x: 190, y: 600, width: 130, height: 40 },
    ],
    pillars: [{ x: 550, y: 600, radius: 44 }],
    pickups: [
      { kind: "health", x: 440, y: 310 },
      { kind: "health", x: 440, y: 890 },
      { kind: "shield", x: 900, y: 90 },
    ],
    spawns: [
      { x: 90, y: 90 },
      { x: 90, y: 480 },
      { x: 90, y: 720 },
      { x: 90, y: 1110 },
      { x: 560, y: 100 },
      { x: 560, y: 1100 },
      { x: 560, y: 430 },
      { x: 560, y: 770 },
    ],
  },
};
