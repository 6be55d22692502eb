/** What is read in a match: readings, feed, scores, results, the line. */
export const match = {
  "match.leave": "Leave",
  "match.rematch": "Rematch",
} as const;
