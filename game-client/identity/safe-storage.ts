/** The part of localStorage that is used. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Remembers texts between visits where the browser allows it, else until the page is closed. Never throws. */
export class SafeStorage {
  readonly #open: () => TextStorage;
  readonly #memory = new Map<string, string>();

  /** `open` may throw: browsers do so when storage is blocked. */
  constructor(open: () => TextStorage) {
    this.#open = open;
  }

  /** Whether what is set now is still there at the next visit. */
  get lasts(): boolean {
    const probe = "velarium.probe";
    this.set(probe, "1");
    const lasts = this.#memory.size === 0;
    this.remove(probe);
    return lasts;
  }

  get(key: string): string | undefined {
    const kept = this.#memory.get(key);
    if (kept !== undefined) return kept;
    try {
      return this.#open().getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }

  set(key: string, value: string): void {
    try {
      this.#open().setItem(key, value);
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, value);
    }
  }

  remove(key: string): void {
    this.#memory.delete(key);
    try {
      this.#open().removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  }
}
