/** Which pages may use this server: its own, and those the operator lists. */
export class Origins {
  readonly #allowed: ReadonlySet<string>;

  constructor(allowed: readonly string[]) {
    this.#allowed = new Set(allowed);
  }

  /** What a browser's Origin header means for a server that is reached as `host`. Programs send none. */
  judge(origin: string | undefined, host: string): "none" | "same" | "listed" | "foreign" {
    if (origin === undefined) return "none";
    if (host !== "" && (origin === `http://${host}` || origin === `https://${host}`)) return "same";
    return this.#allowed.has(origin) ? "listed" : "foreign";
  }
}
