/** What readers of the feed are told of. */
export type FeedEventName = "match-started" | "score" | "match-finished" | "leaderboard";

/** Something that happened in public; of `game`, so that readers can choose. */
export interface FeedEvent {
  readonly name: FeedEventName;
  readonly game: string;
  readonly data: object;
}

/** An event with its place in the feed, as text for the wire. */
export interface SentEvent {
  readonly game: string;
  readonly text: string;
}

/** Tells everybody who looks what happens. Nothing of a private match may enter. */
export interface LiveFeed {
  publish(event: FeedEvent): void;
}
