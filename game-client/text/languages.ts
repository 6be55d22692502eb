/** The languages of the page, each with complete texts. */
export const LANGUAGES = ["en", "de", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch", es: "Español" };

/** How each is written. */
export const DIRECTIONS: Readonly<Record<Language, "ltr" | "rtl">> = { en: "ltr", de: "ltr", es: "ltr" };

/** The one that was chosen, else the first of the browser's that we have, else English. */
export function languageFor(chosen: Language | "system", wanted: readonly string[]): Language {
  if (chosen !== "system") return chosen;
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).map((tag) => LANGUAGES.find((language) => language === tag));
  return known.find((language) => language !== undefined) ?? "en";
}
