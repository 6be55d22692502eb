import { PALETTES } from "../../settings/palettes.ts";
import { settings } from "../../settings/settings.ts";

const meaning = () => PALETTES[settings.get("palette")];

/** The tokens of ui/tokens.css that are drawn, as a canvas takes them; in the palette that is set now: read them when you draw. */
export const PALETTE = {
  night0: "#0b0c24",
  night1: "#12143a",
  sand1: "#fff4dc",
  sand2: "#f0d9a8",
  sand3: "#c99f62",
  sand4: "#7d5b36",
  get call() {
    return meaning().call;
  },
  get calm() {
    return meaning().calm;
  },
  get alive() {
    return meaning().alive;
  },
  get warn() {
    return meaning().warn;
  },
  get wrong() {
    return meaning().wrong;
  },
};

/** What is painted once is painted again when `listener` is called. */
export function onPalette(listener: () => void): () => void {
  return settings.on("palette", listener);
}

/** Which of the two shapes and colours a player wears: a team's; without teams, you against everybody. */
export type Side = "a" | "b";

export const SIDE_COLOUR: Readonly<Record<Side, string>> = {
  get a() {
    return meaning().call;
  },
  get b() {
    return meaning().calm;
  },
};

export function sideOf(mode: string, player: { readonly seat: number; readonly team: number }, ownSeat: number | undefined): Side {
  if (mode === "teams") return player.team === 0 ? "a" : "b";
  return player.seat === ownSeat ? "a" : "b";
}

/** A token as Phaser's Graphics takes it. */
export function hex(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}
