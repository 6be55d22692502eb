import type { MatchResult } from "../matches/match-result.ts";
import type { Matches, StartedMatch } from "../matches/matches.ts";

/** Keeps results in memory, for whoever compares them: nothing follows from them. */
export class CollectedMatches implements Matches {
  readonly results = new Map<string, MatchResult>();
  readonly #live = new Map<string, StartedMatch>();

  begin(match: StartedMatch): void {
    this.#live.set(match.id, match);
  }

  async finish(result: MatchResult, settled?: Parameters<Matches["finish"]>[1]): Promise<void> {
    this.#live.delete(result.id);
    this.results.set(result.id, result);
    settled?.([]);
  }

  live(): readonly StartedMatch[] {
    return [...this.#live.values()];
  }
}
