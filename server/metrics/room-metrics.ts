/** What match rooms count and time. Cheap enough for every tick; labels are few and fixed. */
export interface RoomMetrics {
  /** One step of one world took `seconds`. */
  stepped(game: string, seconds: number): void;
  /** Encoding and queueing one patch took `seconds`; `bytes` once, however many clients got them. */
  patched(game: string, seconds: number, bytes: number): void;
  /** Inputs that the room had to make up or throw away. */
  inputs(kind: "repeated" | "dropped", count: number): void;
  /** A frame of a client that was not let in, or the end of its connection for that. */
  refused(reason: string): void;
  /** A slow client that was skipped, or got a full state instead. */
  slowReader(kind: "skipped" | "resync", count: number): void;
  /** The end of a match was shown before its result was stored, as that took too long. */
  shownUnstored(): void;
  /** Rooms begin, end, or fail: a failed room is out of service, no other notices. */
  room(event: "opened" | "closed" | "quarantined"): void;
}
