import type { strip as english } from "../en/strip.ts";

export const strip: Record<keyof typeof english, string> = {
  "strip.title": "Jetzt in öffentlichen Matches",
  "strip.loading": "Die Matches werden geholt ...",
  "strip.away": "Gerade kommen keine Neuigkeiten an. Gleich wird noch einmal gefragt.",
  "strip.running": "Laufende",
  "strip.nobody": "Gerade spielt niemand öffentlich. Das erste Match gehört dir.",
  "strip.results": "Letzte Ergebnisse",
  "strip.noResults": "Noch kein Ergebnis.",
  "strip.score": "{name} {score}",
  "strip.won": "{name} hat mit {score} gewonnen",
  "strip.justNow": "gerade eben",
  "strip.seats.one": "{count} Spieler",
  "strip.seats.other": "{count} Spieler",
};
