import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { AppError } from "../errors.ts";

/**
 * Argon2id. 46 to 56 ms and 32 MiB a hash on one core (npm run bench -- sign-in), above the least that
 * OWASP asks for (19 MiB, 2 passes).
 */
const COST = { memory: 32 * 1024, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Half of libuv's threads, so that files are still read while somebody floods the login: 64 MiB at most. */
const MAX_AT_ONCE = 2;
/** Waiting beyond this takes longer than a person does: 1.5 s. */
const MAX_WAITING = 64;
/** Reads no hash that would cost much more than ours. */
const HASH = /^\$argon2id\$v=19\$m=(\d{4,6}),t=([1-9]),p=([1-4])\$([\w+/]{22,64})\$([\w+/]{43})$/;

const derive = promisify(argon2);

/** Hashes passwords, few at a time; the process may have one. */
export class PasswordHasher {
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #decoy: Promise<string> | undefined;

  /** With its parameters and salt in it. Throws AppError `server/busy` where too many wait. */
  async hash(password: string): Promise<string> {
    const nonce = randomBytes(SALT_BYTES);
    const tag = await this.#inTurn(() => tagOf(password, nonce, COST));
    const { memory, passes, parallelism } = COST;
    return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encoded(nonce)}$${encoded(tag)}`;
  }

  /** True where `hash` is the password's. Takes as long where there is no hash. Throws AppError `server/busy` where too many wait. */
  async matches(password: string, hash: string | undefined): Promise<boolean> {
    this.#decoy ??= this.hash(randomBytes(SALT_BYTES).toString("hex")).catch((error: unknown) => {
      this.#decoy = undefined;
      throw error;
    });
    // Made in any case: nobody can tell by the first login whether a name is there.
    const compared = hash ?? (await this.#decoy);
    const [, memory, passes, parallelism, salt = "", tag = ""] = HASH.exec(compared) ?? [];
    if (!memory) throw new Error("A stored password hash cannot be read");
    const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
    const found = await this.#inTurn(() => tagOf(password, Buffer.from(salt, "base64"), cost));
    return timingSafeEqual(found, Buffer.from(tag, "base64")) && hash !== undefined;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= MAX_AT_ONCE) {
      if (this.#waiting.length >= MAX_WAITING) throw new AppError("server/busy", "Too many people sign in right now: try again in a moment.");
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

async function tagOf(password: string, nonce: Buffer, cost: typeof COST | { memory: number; passes: number; parallelism: number }): Promise<Buffer> {
  // Composed: the same letters typed on another keyboard are the same password.
  return derive("argon2id", { message: Buffer.from(password.normalize("NFKC"), "utf8"), nonce, tagLength: TAG_BYTES, ...cost });
}

function encoded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
