import type { ListedGame } from "../net/api.ts";
import type { Choice } from "../ui/private-panel.ts";
import { botChoices, CHOICES } from "./choices.ts";

/** What the first page says of a game, and asks for a private match of it; small, as the first page loads no game. */
export interface Introduction {
  readonly headline: string;
  readonly text: string;
  readonly keys: string;
  readonly choices: readonly Choice[];
}

const BY_GAME: Readonly<Record<string, Introduction>> = {
  arena: {
    headline: "Three minutes. Sixteen gladiators.",
    text: "Straight into the arena, no account. Bring friends with a link.",
    keys: "Move with WASD or arrows, aim with the mouse. Left button or J: bolt. Right button or K: beam. Space: dash.",
    choices: CHOICES,
  },
};

/** A game without words of its own is introduced by its title. */
export function introductionOf({ id, title, maxSeats }: ListedGame): Introduction {
  const text = "Straight into the match, no account. Bring friends with a link.";
  return BY_GAME[id] ?? { headline: title, text, keys: "Move with WASD or arrows.", choices: botChoices(maxSeats) };
}
