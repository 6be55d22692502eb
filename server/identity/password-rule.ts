import { AppError } from "../errors.ts";
import { nameKey } from "./name-key.ts";

const MIN_LENGTH = 8;
const MAX_LENGTH = 128;
/** What lists of leaked passwords begin with, among those of 8 letters and more, without what isTrivial finds. */
const COMMON = new Set(
  "password passw0rd p@ssword p@ssw0rd password1 password12 password123 password1234 passwort passwort1 motdepasse contrasena qwertyuiop qwerty123 qwerty1234 qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc zaq12wsx qazwsxedc q1w2e3r4 q1w2e3r4t5 asdfghjkl asdf1234 zxcvbnm1 abcd1234 abc12345 abc123456 a1b2c3d4 iloveyou iloveyou1 iloveyou2 sunshine princess football football1 baseball baseball1 basketball superman superman1 batman123 spiderman starwars trustno1 letmein1 letmein123 welcome1 welcome123 changeme changeme1 whatever computer internet michelle jennifer samantha jonathan charlie1 michael1 jordan23 liverpool liverpool1 chelsea1 arsenal1 corvette mercedes mustang1 maverick midnight butterfly elephant dragon123 master123 monkey123 shadow123 freedom1 hello123 hello1234 hunter123 killer123 pokemon1 minecraft minecraft1 fortnite roblox123 nintendo playstation gaming123 admin123 admin1234 administrator test1234 testtest testing123 secret123 google123 facebook linkedin 123123123 123321123 112233445566 147258369 159753456 741852963 789456123 987654321 password! correcthorsebatterystaple".split(
    " ",
  ),
);

/** Throws AppError `identity/password` where a password is too short or among the first that anyone tries. */
export function checkPassword(password: string, name: string): void {
  const length = [...password].length;
  if (length < MIN_LENGTH) throw refused(`A password has at least ${MIN_LENGTH} characters.`);
  if (length > MAX_LENGTH) throw refused(`A password has at most ${MAX_LENGTH} characters.`);
  const plain = password.toLowerCase();
  if (COMMON.has(plain) || isTrivial(plain)) throw refused("This password is among the first that anyone would try: choose another.");
  if ([password, password.replace(/[\d\p{P}]+$/u, "")].some((each) => nameKey(each) === nameKey(name))) {
    throw refused("Your name is no password: choose another.");
  }
}

/** Few different characters, or a run of the keyboard or of digits. */
function isTrivial(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  const runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm"];
  return runs.some((run) => run.includes(plain) || [...run].reverse().join("").includes(plain));
}

function refused(message: string): AppError {
  return new AppError("identity/password", message);
}
