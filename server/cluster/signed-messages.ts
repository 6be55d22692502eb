import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from "node:crypto";

/** Of a signature, in base64url. */
const SIGNATURE_LENGTH = 43;

/** Messages between processes that know one secret: who may write to Redis can neither make one up, nor change one, nor say it again. */
export class SignedMessages {
  readonly #keys: readonly [Buffer, ...Buffer[]];
  readonly #sender = randomUUID();
  /** Number of the last message of each sender. */
  readonly #heard = new Map<string, number>();
  #count = 0;

  /** Signs with the first secret, and takes what was signed with any. */
  constructor(secrets: readonly [string, ...string[]]) {
    const [first, ...former] = secrets;
    this.#keys = [keyOf(first), ...former.map(keyOf)];
  }

  seal(topic: string, data: unknown): string {
    const body = JSON.stringify([this.#sender, ++this.#count, topic, data ?? null]);
    return sign(this.#keys[0], body) + body;
  }

  /** Undefined where it is not from one of us, or not new: Redis keeps the order of what one sends. */
  open(topic: string, message: string): { readonly data: unknown } | undefined {
    const signature = Buffer.from(message.slice(0, SIGNATURE_LENGTH));
    const body = message.slice(SIGNATURE_LENGTH);
    const isOurs = this.#keys.some((key) => signature.length === SIGNATURE_LENGTH && timingSafeEqual(signature, Buffer.from(sign(key, body))));
    if (!isOurs) return undefined;
    const [sender, count, sentTo, data] = JSON.parse(body) as [string, number, string, unknown];
    if (sentTo !== topic || count <= (this.#heard.get(sender) ?? 0)) return undefined;
    this.#heard.set(sender, count);
    return { data };
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "velarium messages", 32));
}

function sign(key: Buffer, body: string): string {
  return createHmac("sha256", key).update(body).digest("base64url");
}
