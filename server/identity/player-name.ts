import { AppError } from "../errors.ts";

/** Longest name, in letters as people count them (grapheme clusters). */
const MAX_NAME_LENGTH = 24;
/** More code units than any name of 24 real letters has; spares the rest of the work. */
const MAX_CODE_UNITS = 400;

/** The empty Braille cell counts as a sign in Unicode, and is blank. */
const SPACES = /[\t\n\v\f\r\p{Z}\u2800]+/gu;
/** A joiner or emoji selector right after a picture belongs to it; anywhere else it is invisible. */
const INVISIBLE =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)[\u200D\uFE0F]|(?![\u200D\uFE0F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])\p{Default_Ignorable_Code_Point}/gu;
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Co}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u;
const TOO_MANY_MARKS = /\p{M}{4,}/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The name as it is shown: composed, trimmed, without what cannot be seen. Throws AppError `identity/name` where it cannot be used. */
export function cleanName(raw: string): string {
  if (raw.length > MAX_CODE_UNITS) throw tooLong();
  const name = raw.normalize("NFC").replace(SPACES, " ").replace(INVISIBLE, "").trim().normalize("NFC");
  if (FORBIDDEN.test(name)) throw refused("This name has characters that cannot be shown: use letters, digits and signs.");
  if (!VISIBLE.test(name)) throw refused("A name needs at least one letter or digit.");
  if (TOO_MANY_MARKS.test(name)) throw refused("This name stacks too many marks on one letter.");
  if ([...graphemes.segment(name)].length > MAX_NAME_LENGTH) throw tooLong();
  return name;
}

/** What was typed as somebody's name; one that nobody can have is "", and belongs to nobody. */
export function nameOf(typed: string): string {
  try {
    return cleanName(typed);
  } catch (error) {
    if (error instanceof AppError) return "";
    throw error;
  }
}

function tooLong(): AppError {
  return refused(`A name has at most ${MAX_NAME_LENGTH} letters.`);
}

function refused(message: string): AppError {
  return new AppError("identity/name", message);
}
