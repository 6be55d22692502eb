import { nameKey } from "./name-key.ts";

/** Names under which somebody would seem to speak for the server. */
const STAFF = keys(
  "admin administrator administration root system sysadmin operator owner staff support moderator moderation mod gamemaster gm server",
);
/** The same, in any place of a name. */
const STAFF_ANYWHERE = [...keys("velarium moderator administrator")];
/** Words that mean somebody else, or nobody; guests may have them. */
const KEPT = keys(
  "team help helpdesk official dev developer host everyone all here nobody anonymous unknown null undefined guest player former bot bots",
);
const BOTS = keys(
  "livia otho bran drusa cato sabina nero flavia rufus tullia marius vita corvus aelia felix junia lucan petra titus silvia varro camilla brutus selene",
);
const FORMER_PLAYER = nameKey("former player");
/** Digits that are written for letters; others look like them and are in every key. */
const LEET: Readonly<Record<string, string>> = { "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g" };

/** True where the name seems to be the server's own: nobody may have it, also with digits after it. */
export function isStaffName(name: string): boolean {
  const key = leetKey(name);
  return STAFF.has(key) || STAFF.has(leetKey(name.replace(/[\d\s]+$/u, ""))) || STAFF_ANYWHERE.some((word) => key.includes(word));
}

/** True where nobody may register as `name`. */
export function isReservedName(name: string): boolean {
  const key = nameKey(name);
  return isStaffName(name) || KEPT.has(key) || BOTS.has(key) || key === FORMER_PLAYER;
}

function keys(words: string): ReadonlySet<string> {
  return new Set(words.split(" ").map(nameKey));
}

function leetKey(name: string): string {
  return nameKey([...name].map((letter) => LEET[letter] ?? letter).join(""));
}
