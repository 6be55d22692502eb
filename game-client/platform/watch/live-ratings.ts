import { standingsOf } from "../leaderboard/leaderboard-api.ts";
import { type KnownRatings, ratingKey } from "./feature-match.ts";
import type { LiveMatch } from "./live-match.ts";

const MOST = 100;

/** The ratings of those on top of the boards of what is played: one request for each game and mode, asked once. */
export class LiveRatings {
  readonly #ratings = new Map<string, number>();
  readonly #asked = new Set<string>();

  get known(): KnownRatings {
    return this.#ratings;
  }

  /** Resolves once all that `matches` need is there, or is known not to be. */
  async learn(matches: readonly LiveMatch[]): Promise<void> {
    await Promise.all(matches.map(({ game, mode }) => this.#ask(game, mode)));
  }

  async #ask(game: string, mode: string): Promise<void> {
    const board = `${game}-${mode}-rating`;
    if (this.#asked.has(board)) return;
    this.#asked.add(board);
    const found = await standingsOf(board, { scope: "top", limit: MOST });
    if (found.ok) for (const { player, value } of found.value.standings) this.#ratings.set(ratingKey(game, mode, player), value);
  }
}
