import type { Choice } from "../ui/private-panel.ts";

/** What the opener of a private match decides; small enough for the first page, which loads no game. */
export const CHOICES: readonly Choice[] = [
  {
    option: "mode",
    label: "Mode",
    values: [
      { value: "ffa", text: "Free for all" },
      { value: "teams", text: "Two teams" },
    ],
    first: 0,
  },
  {
    option: "map",
    label: "Map",
    values: [
      { value: "foundry", text: "Foundry" },
      { value: "longshore", text: "Longshore" },
      { value: "orbit", text: "Orbit" },
    ],
    first: 0,
  },
  {
    option: "scoreLimit",
    label: "Ends at",
    values: [3, 10, 20, 40].map((value) => ({ value, text: `${value} points` })),
    first: 2,
  },
  {
    option: "fill",
    label: "Seats filled by bots",
    values: [
      { value: 0, text: "None" },
      { value: 2, text: "Up to 2" },
      { value: 4, text: "Up to 4" },
      { value: 8, text: "Up to 8" },
      { value: 16, text: "Up to 16" },
    ],
    first: 2,
  },
  {
    option: "level",
    label: "Bots are",
    values: [
      { value: "easy", text: "Easy" },
      { value: "medium", text: "Medium" },
      { value: "hard", text: "Hard" },
    ],
    first: 1,
  },
];
