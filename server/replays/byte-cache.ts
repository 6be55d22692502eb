/** Keeps what was used last within a number of bytes; what is asked for several times at once is loaded once. */
export class ByteCache<T> {
  readonly #maxBytes: number;
  readonly #sizeOf: (value: T) => number;
  readonly #kept = new Map<string, T>();
  readonly #loading = new Map<string, Promise<T | undefined>>();
  #bytes = 0;

  constructor(maxBytes: number, sizeOf: (value: T) => number) {
    this.#maxBytes = maxBytes;
    this.#sizeOf = sizeOf;
  }

  peek(key: string): T | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  /** What `load` gives is kept; nothing and failures are not. */
  async get(key: string, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const kept = this.peek(key);
    if (kept !== undefined) return kept;
    const under = this.#loading.get(key);
    if (under) return under;
    const loading = load();
    this.#loading.set(key, loading);
    try {
      const value = await loading;
      if (value !== undefined) this.#keep(key, value);
      return value;
    } finally {
      this.#loading.delete(key);
    }
  }

  #keep(key: string, value: T): void {
    this.#kept.set(key, value);
    this.#bytes += this.#sizeOf(value);
    for (const [oldest, dropped] of this.#kept) {
      if (this.#bytes <= this.#maxBytes || oldest === key) return;
      this.#kept.delete(oldest);
      this.#bytes -= this.#sizeOf(dropped);
    }
  }
}
