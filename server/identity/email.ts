import { AppError } from "../errors.ts";

const MAX_LENGTH = 254;
/** Something before and after one @, with a dot after it; more can only be known by writing to it. */
const EMAIL = /^[^\s@<>()[\],;:\\"\p{C}]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

/** The address as it is kept. Throws AppError `identity/email` where it is none. */
export function checkEmail(raw: string): string {
  const email = raw.slice(0, MAX_LENGTH + 2).trim();
  if (email.length > MAX_LENGTH || !EMAIL.test(email)) throw new AppError("identity/email", "This is no e-mail address: mend it or leave it out.");
  return email;
}
