/** Which pages may use this server: its own, and those the operator lists. */
export class Origins {
  readonly #allowed: ReadonlySet<string>;
  readonly #nodes: () => readonly string[];

  /** `nodes` are the origins of the other nodes: their pages are ours, and matches of ours may be there. */
  constructor(allowed: readonly string[], nodes: () => readonly string[] = () => []) {
    this.#allowed = new Set(allowed);
    this.#nodes = nodes;
  }

  get nodes(): readonly string[] {
    return this.#nodes();
  }

  /** What a browser's Origin header means for a server that is reached as `host`. Programs send none. */
  judge(origin: string | undefined, host: string): "none" | "same" | "listed" | "foreign" {
    if (origin === undefined) return "none";
    if (host !== "" && (origin === `http://${host}` || origin === `https://${host}`)) return "same";
    return this.#allowed.has(origin) || this.#nodes().includes(origin) ? "listed" : "foreign";
  }
}
