/** The tokens of ui/tokens.css that are drawn, as a canvas takes them. */
export const PALETTE = {
  night0: "#0b0c24",
  night1: "#12143a",
  sand1: "#fff4dc",
  sand2: "#f0d9a8",
  sand3: "#c99f62",
  sand4: "#7d5b36",
  call: "#ff5a36",
  calm: "#46b4ff",
  alive: "#63f5c8",
  warn: "#ffc53d",
  wrong: "#ff4f6d",
} as const;

/** Which of the two shapes and colours a player wears: a team's; without teams, you against everybody. */
export type Side = "a" | "b";

export const SIDE_COLOUR = { a: PALETTE.call, b: PALETTE.calm } as const satisfies Record<Side, string>;

export function sideOf(mode: string, player: { readonly seat: number; readonly team: number }, ownSeat: number | undefined): Side {
  if (mode === "teams") return player.team === 0 ? "a" : "b";
  return player.seat === ownSeat ? "a" : "b";
}

/** A token as Phaser's Graphics takes it. */
export function hex(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}
