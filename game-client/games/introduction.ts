import type { ListedGame } from "../net/api.ts";
import { t } from "../text/text.ts";
import type { Choice } from "../ui/private-panel.ts";
import { handLessons } from "./arena/introduction/hand-lessons.ts";
import { HOW_TO_BOX, MOVE, PICK, SHOOT } from "./arena/introduction/how-to-pictures.ts";
import { arenaChoices, arenaQuickChoices, botChoices } from "./choices.ts";

/** What the first page says of a game, and asks for a match of it; small, as the first page loads no game. */
export interface Introduction {
  readonly headline: string;
  readonly text: string;
  readonly keys: string;
  /** Of a private match. */
  readonly choices: readonly Choice[];
  /** Of quick play, shown with their pictures. */
  readonly quick: readonly Choice[];
  readonly howTo: readonly Lesson[];
  /** With the devices that the person has. */
  readonly hands: readonly HandLesson[];
}

/** How to play with one device. */
export interface HandLesson {
  readonly title: string;
  readonly text: string;
}

/** One picture of how to play: SVG shapes in a viewBox. */
export interface Lesson {
  readonly title: string;
  readonly text: string;
  readonly box: string;
  readonly picture: string;
}

const BY_GAME: Readonly<Record<string, () => Introduction>> = {
  arena: () => ({
    headline: t("arena.headline"),
    text: t("arena.lead"),
    keys: t("arena.keys"),
    choices: arenaChoices(),
    quick: arenaQuickChoices(),
    howTo: [
      { title: t("arena.moveTitle"), text: t("arena.moveText"), box: HOW_TO_BOX, picture: MOVE },
      { title: t("arena.shootTitle"), text: t("arena.shootText"), box: HOW_TO_BOX, picture: SHOOT },
      { title: t("arena.pickTitle"), text: t("arena.pickText"), box: HOW_TO_BOX, picture: PICK },
    ],
    hands: handLessons(),
  }),
};

/** In the language that is shown; a game without words of its own is introduced by its title. */
export function introductionOf({ id, title, maxSeats }: ListedGame): Introduction {
  const own = BY_GAME[id];
  if (own) return own();
  return { headline: title, text: t("landing.lead"), keys: t("landing.keys"), choices: botChoices(maxSeats), quick: [], howTo: [], hands: [] };
}
