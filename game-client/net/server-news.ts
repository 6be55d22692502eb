import type { Api, Now } from "./api.ts";

/** What is known of the server: nothing yet, its last answer, or that it does not answer. */
export type News = { readonly kind: "asking" } | { readonly kind: "away" } | { readonly kind: "now"; readonly now: Now };

/** Asks the server who plays and which page it serves: on and on, while somebody looks. */
export class ServerNews {
  news: News = { kind: "asking" };
  readonly #api: Pick<Api, "now">;
  readonly #listeners = new Set<(news: News) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #everyMs = 0;
  #asks = 0;

  constructor(api: Pick<Api, "now">) {
    this.#api = api;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#everyMs > 0) void this.ask();
    });
  }

  /** Hears the news of now and all that follow, until what is returned is called. */
  on(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    listener(this.news);
    return () => this.#listeners.delete(listener);
  }

  /** From now on asks every `everyMs`, at once for the first time. */
  keepAsking(everyMs: number): void {
    this.#everyMs = everyMs;
    void this.ask();
  }

  /** Asks now; the next turn is a whole interval away. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#asks;
    const said = await this.#api.now();
    if (turn !== this.#asks) return;
    this.news = said.ok ? { kind: "now", now: said.value } : { kind: "away" };
    this.#timer = setTimeout(() => void (document.hidden || this.ask()), this.#everyMs);
    for (const listener of [...this.#listeners]) listener(this.news);
  }
}
