import type { MatchResult } from "../matches/match-result.ts";
import type { Matches, StartedMatch } from "../matches/matches.ts";
import type { LiveFeed } from "./live-feed.ts";
import { matchFinished, matchStarted } from "./match-events.ts";

/** Matches whose beginning and end the feed tells of: of public ones alone, each once. */
export class ToldMatches implements Matches {
  readonly #matches: Matches;
  readonly #feed: LiveFeed;
  readonly #told = new Set<string>();

  constructor(matches: Matches, feed: LiveFeed) {
    this.#matches = matches;
    this.#feed = feed;
  }

  begin(match: StartedMatch): void {
    this.#matches.begin(match);
    if (!match.ranked || this.#told.has(match.id)) return;
    this.#told.add(match.id);
    this.#feed.publish(matchStarted(match));
  }

  /** Told of once it can no longer be lost. */
  async finish(result: MatchResult, settled?: Parameters<Matches["finish"]>[1]): Promise<void> {
    await this.#matches.finish(result, settled);
    if (result.ranked && this.#told.delete(result.id)) this.#feed.publish(matchFinished(result));
  }

  live(): readonly StartedMatch[] {
    return this.#matches.live();
  }
}
