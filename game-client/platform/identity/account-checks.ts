import { t } from "../../text/text.ts";

const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;
const MAX_NAME = 24;

/** What is wrong with a new password, as far as can be said here; the server knows more. */
export function passwordProblem(password: string): string | undefined {
  const letters = [...password].length;
  if (letters < MIN_PASSWORD) return t("account.wrong.short", { least: MIN_PASSWORD });
  return letters > MAX_PASSWORD ? t("account.wrong.long", { most: MAX_PASSWORD }) : undefined;
}

/** What is wrong with a name, as far as can be said here. */
export function nameProblem(name: string): string | undefined {
  const letters = [...new Intl.Segmenter().segment(name.trim())].length;
  return letters > MAX_NAME ? t("account.wrong.name") : undefined;
}
