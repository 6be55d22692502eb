import type { Board } from "./leaderboard.ts";

const DAY_MS = 86_400_000;

/** Name of the season that `at` falls into, in UTC: `2026-W47` (ISO 8601 weeks), `2026-11` or `all`. Names sort by time. */
export function seasonOf(length: Board["season"], at: Date): string {
  if (length === "all") return "all";
  if (length === "month") return at.toISOString().slice(0, 7);
  // A week belongs to the year of its Thursday.
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  const thursday = new Date(day + (3 - ((at.getUTCDay() + 6) % 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** True for text that can name a season. */
export function isSeasonName(text: string): boolean {
  return /^(all|\d{4}-W(0[1-9]|[1-4]\d|5[0-3])|\d{4}-(0[1-9]|1[0-2]))$/.test(text);
}
