/** What is played now and how the last matches ended. */
export const strip = {
  "strip.title": "Now in public matches",
  "strip.loading": "Looking at the matches ...",
  "strip.away": "The news do not come in right now. They are asked for again in a moment.",
  "strip.running": "Running",
  "strip.nobody": "Nobody plays in public right now. The first match is yours.",
  "strip.results": "Latest results",
  "strip.noResults": "No result yet.",
  "strip.score": "{name} {score}",
  "strip.won": "{name} won with {score}",
  "strip.justNow": "just now",
  "strip.seats.one": "{count} player",
  "strip.seats.other": "{count} players",
} as const;
