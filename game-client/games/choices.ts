import type { Choice } from "../ui/private-panel.ts";

/** What the opener of a private match of Arena decides; small enough for the first page, which loads no game. */
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
      { value: "any", text: "Any" },
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
  ...botChoices(16),
];

/** What can be decided in every game: who plays the seats that no person takes. */
export function botChoices(maxSeats: number): readonly Choice[] {
  const fills = [2, 4, 8, 16].filter((seats) => seats <= maxSeats);
  return [
    {
      option: "fill",
      label: "Seats filled by bots",
      values: [{ value: 0, text: "None" }, ...fills.map((value) => ({ value, text: `Up to ${value}` }))],
      first: Math.min(2, fills.length),
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
}
