import type { MatchResult } from "../matches/match-result.ts";
import type { Matches, StartedMatch } from "../matches/matches.ts";
import type { LiveFeed } from "./live-feed.ts";
import { matchFinished, matchStarted } from "./match-events.ts";

export interface ToldMatchesOptions {
  readonly matches: Matches;
  readonly feed: LiveFeed;
  /** How long after the fact a spectator of a game may see it. */
  readonly delayMs: (game: string) => number;
}

/** Matches whose beginning and end the feed tells of: of public ones alone, each once. */
export class ToldMatches implements Matches {
  readonly #matches: Matches;
  readonly #feed: LiveFeed;
  readonly #delayMs: (game: string) => number;
  readonly #told = new Set<string>();

  constructor({ matches, feed, delayMs }: ToldMatchesOptions) {
    this.#matches = matches;
    this.#feed = feed;
    this.#delayMs = delayMs;
  }

  begin(match: StartedMatch): void {
    this.#matches.begin(match);
    if (!match.ranked || this.#told.has(match.id)) return;
    this.#told.add(match.id);
    this.#feed.publish(matchStarted(match));
  }

  /** Told of once it can no longer be lost and spectators have seen it; by `settled` where that is only after many tries. */
  async finish(result: MatchResult, settled?: Parameters<Matches["finish"]>[1]): Promise<void> {
    await this.#matches.finish(result, (changes) => {
      this.#ended(result);
      settled?.(changes);
    });
    this.#ended(result);
  }

  live(): readonly StartedMatch[] {
    return this.#matches.live();
  }

  #ended(result: MatchResult): void {
    if (!this.#told.delete(result.id)) return;
    setTimeout(() => this.#feed.publish(matchFinished(result)), this.#delayMs(result.game)).unref();
  }
}
