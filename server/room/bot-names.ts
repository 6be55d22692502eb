/** Names of bots, as the arena would announce them. */
const NAMES = [
  "Livia",
  "Otho",
  "Bran",
  "Drusa",
  "Cato",
  "Sabina",
  "Nero",
  "Flavia",
  "Rufus",
  "Tullia",
  "Marius",
  "Vita",
  "Corvus",
  "Aelia",
  "Felix",
  "Junia",
  "Lucan",
  "Petra",
  "Titus",
  "Silvia",
  "Varro",
  "Camilla",
  "Brutus",
  "Selene",
] as const;

/** The bot name of a seat in a match: the same for the same (seed, seat), different for the seats of one match. */
export function botName(seed: number, seat: number): string {
  return NAMES[((seed >>> 0) + seat) % NAMES.length] as string;
}
