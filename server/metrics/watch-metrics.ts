/** What rooms of spectators count. */
export interface WatchMetrics {
  /** So many watch in this process now. */
  watching(watchers: number): void;
  /** So many frames were sent to watchers. */
  relayed(frames: number): void;
}
