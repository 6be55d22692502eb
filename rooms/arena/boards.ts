import type { GameBoard } from "../lib/game.ts";
import type { ArenaPlayer } from "./world.ts";

/** What Arena players compete for beyond a match. */
export const BOARDS: readonly GameBoard<ArenaPlayer>[] = [
  {
    id: "arena-wins",
    title: "Wins this week",
    rule: "sum",
    season: "week",
    guests: true,
    value: ({ place }) => (place === 1 ? 1 : undefined),
  },
  {
    id: "arena-month-kills",
    title: "Kills this month",
    rule: "sum",
    season: "month",
    guests: true,
    value: ({ kills }) => kills || undefined,
  },
  {
    id: "arena-kills",
    title: "Most kills in a match",
    rule: "highest",
    season: "all",
    guests: false,
    value: ({ kills }) => kills || undefined,
  },
];
