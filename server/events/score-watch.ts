import type { StartedMatch } from "../matches/matches.ts";
import type { FeedEvent, LiveFeed } from "./live-feed.ts";
import { scoreChanged } from "./match-events.ts";

/** A match is looked at so often: nobody follows a feed closer. */
const EVERY_MS = 1000;

export interface ScoreWatchOptions {
  readonly feed: LiveFeed;
  readonly live: () => readonly StartedMatch[];
  /** How long after the fact a spectator of a game may see it. */
  readonly delayMs: (game: string) => number;
  readonly nowMs?: () => number;
}

interface Watched {
  /** The score that was noted last. */
  noted: string;
  /** Noted, and not yet as old as spectators must wait. */
  readonly waiting: { readonly event: FeedEvent; readonly dueMs: number }[];
}

/** Tells of changed scores of public matches, at most once a second each, and no sooner than spectators see them. */
export class ScoreWatch {
  readonly #options: ScoreWatchOptions;
  readonly #nowMs: () => number;
  readonly #matches = new Map<string, Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ScoreWatchOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Notes the scores of now, and tells of those that are old enough. What is left of a match that has ended is told by its end. */
  look(): void {
    const { feed, live, delayMs } = this.#options;
    const nowMs = this.#nowMs();
    const playing = live().filter(({ ranked }) => ranked);
    const ids = new Set<string>(playing.map(({ id }) => id));
    for (const id of this.#matches.keys()) if (!ids.has(id)) this.#matches.delete(id);
    for (const match of playing) {
      const event = scoreChanged(match, match.players());
      const score = JSON.stringify(event.data);
      const watched: Watched = this.#matches.get(match.id) ?? { noted: "", waiting: [] };
      this.#matches.set(match.id, watched);
      if (watched.noted !== score) watched.waiting.push({ event, dueMs: nowMs + delayMs(match.game) });
      watched.noted = score;
      const due = watched.waiting.filter(({ dueMs }) => dueMs <= nowMs);
      watched.waiting.splice(0, due.length);
      const newest = due.at(-1);
      if (newest) feed.publish(newest.event);
    }
  }
}
