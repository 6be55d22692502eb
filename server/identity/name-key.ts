import { LOOK_ALIKES } from "./look-alikes.ts";

/** Marks put on Latin, Greek and Cyrillic letters; those that other scripts spell with are letters to their readers, and stay. */
const MARKS = /[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]/gu;
const SEPARATORS = /[\p{Z}\p{P}\p{Cf}]/gu;
/** Pairs of letters that are read as one. */
const PAIRS: readonly [pair: string, read: string][] = [
  ["rn", "m"],
  ["vv", "w"],
];
/** Scripts whose letters look like one another's. */
const ALIKE = ["Latin", "Greek", "Cyrillic", "Armenian", "Cherokee", "Coptic", "Lisu", "Deseret", "Georgian"].map(
  (script) => new RegExp(`\\p{Script=${script}}`, "u"),
);

/**
 * What two names have in common when a reader may take one for the other: the same without regard to case, width, marks,
 * spaces and signs, and letters or digits that look alike. For comparing alone, never shown. After Unicode's TR39, by a
 * table of our own: an own letter for each of the world's alphabets, and one for those that look like Latin.
 */
export function nameKey(name: string): string {
  // Twice: folding the case of a letter may bring out a mark.
  const folded = fold(fold(name));
  const alike = [...folded].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("");
  const bare = alike.replace(SEPARATORS, "") || folded;
  return PAIRS.reduce((key, [pair, read]) => key.replaceAll(pair, read), bare);
}

/** True where letters of alphabets that look alike stand side by side: no word is spelled so, but a name that pretends to be another is. */
export function mixesAlphabets(name: string): boolean {
  const plain = name.normalize("NFKC");
  return ALIKE.filter((script) => script.test(plain)).length > 1;
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "").toUpperCase().toLowerCase();
}
