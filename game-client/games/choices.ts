import { foundry } from "../../rooms/arena/maps/foundry.ts";
import { longshore } from "../../rooms/arena/maps/longshore.ts";
import { orbit } from "../../rooms/arena/maps/orbit.ts";
import { t } from "../text/text.ts";
import type { Choice, ChoiceValue } from "../ui/private-panel.ts";
import { anyMapPicture, mapPicture } from "./arena/introduction/map-picture.ts";
import { duelPicture, teamsPicture } from "./arena/introduction/mode-pictures.ts";

/** The maps as they are written down: data alone, so that the first page can show them without the game. */
export const MAPS = [foundry, longshore, orbit];

/** What the opener of a private match of Arena decides; small enough for the first page, which loads no game. */
export function arenaChoices(): readonly Choice[] {
  return [
    { option: "mode", label: t("option.mode"), values: modes(), first: 0 },
    { option: "map", label: t("option.map"), values: [{ value: "any", text: t("option.anyMap") }, ...maps()], first: 0 },
    {
      option: "scoreLimit",
      label: t("option.scoreLimit"),
      values: [3, 10, 20, 40].map((value) => ({ value, text: t("option.points", { count: value }) })),
      first: 2,
    },
    ...botChoices(16),
  ];
}

/** What can be asked of quick play in Arena; whatever is left open, each match fits. */
export function arenaQuickChoices(): readonly Choice[] {
  return [
    {
      option: "mode",
      label: t("option.mode"),
      values: [{ value: undefined, text: t("option.anyMode"), picture: anyMapPicture() }, ...modes()],
      first: 0,
    },
    {
      option: "map",
      label: t("option.map"),
      values: [{ value: undefined, text: t("option.anyMap"), picture: anyMapPicture() }, ...maps()],
      first: 0,
    },
  ];
}

/** What can be decided in every game: who plays the seats that no person takes. */
export function botChoices(maxSeats: number): readonly Choice[] {
  const fills = [2, 4, 8, 16].filter((seats) => seats <= maxSeats);
  return [
    {
      option: "fill",
      label: t("option.fill"),
      values: [{ value: 0, text: t("option.noBots") }, ...fills.map((value) => ({ value, text: t("option.upTo", { count: value }) }))],
      first: Math.min(2, fills.length),
    },
    {
      option: "level",
      label: t("option.level"),
      values: [
        { value: "easy", text: t("option.easy") },
        { value: "medium", text: t("option.medium") },
        { value: "hard", text: t("option.hard") },
      ],
      first: 1,
    },
  ];
}

function modes(): ChoiceValue[] {
  return [
    { value: "ffa", text: t("option.ffa"), note: t("arena.ffaText"), picture: duelPicture() },
    { value: "teams", text: t("option.teams"), note: t("arena.teamsText"), picture: teamsPicture() },
  ];
}

function maps(): ChoiceValue[] {
  return MAPS.map((map) => ({ value: map.id, text: map.title, picture: mapPicture(map) }));
}
