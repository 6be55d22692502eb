import type { strip as english } from "../en/strip.ts";

export const strip: Record<keyof typeof english, string> = {
  "strip.title": "Ahora en las partidas públicas",
  "strip.loading": "Mirando las partidas ...",
  "strip.away": "Ahora mismo no llegan noticias. Se volverán a pedir en un momento.",
  "strip.running": "En juego",
  "strip.nobody": "Ahora nadie juega en público. La primera partida es tuya.",
  "strip.results": "Últimos resultados",
  "strip.noResults": "Todavía no hay resultados.",
  "strip.score": "{name} {score}",
  "strip.won": "{name} ganó con {score}",
  "strip.justNow": "ahora mismo",
  "strip.seats.one": "{count} jugador",
  "strip.seats.other": "{count} jugadores",
};
