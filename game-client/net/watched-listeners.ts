/** Calls back where what it is told is another thing than before. */
export class WatchedListeners {
  readonly #listeners = new Set<() => void>();
  #told = "";

  on(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(...now: readonly (string | number | boolean)[]): void {
    const told = now.join();
    if (told === this.#told) return;
    this.#told = told;
    for (const listener of [...this.#listeners]) listener();
  }

  clear(): void {
    this.#listeners.clear();
  }
}
