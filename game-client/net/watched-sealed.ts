import { BROADCAST_FORMAT } from "../../rooms/lib/broadcast.ts";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { BroadcastSchema } from "./broadcast-schema.ts";
import { BroadcastSegments } from "./broadcast-segments.ts";
import type { BroadcastListing, BroadcastSource } from "./broadcast-source.ts";
import type { Answer } from "./request.ts";
import { WatchedSegments } from "./watched-segments.ts";

/** The sealed part of a match that is watched: opened when it is first needed, and grown while the match runs. */
export class WatchedSealed<W extends World> {
  /** Undefined until it was opened. */
  now: WatchedSegments<W> | undefined;
  readonly #game: AnyGame;
  readonly #source: BroadcastSource;
  readonly #listed: (listing: BroadcastListing) => void;
  #opening: Promise<Answer<WatchedSegments<W>>> | undefined;

  /** `listed` hears what there is, each time it was asked. */
  constructor(game: AnyGame, source: BroadcastSource, listed: (listing: BroadcastListing) => void) {
    this.#game = game;
    this.#source = source;
    this.#listed = listed;
  }

  /** Again after it failed. */
  open(): Promise<Answer<WatchedSegments<W>>> {
    this.#opening ??= this.#open().then((answer) => {
      if (!answer.ok) this.#opening = undefined;
      return answer;
    });
    return this.#opening;
  }

  /** Asks what there is by now. */
  async refresh(): Promise<Answer<BroadcastListing>> {
    const opened = await this.open();
    if (!opened.ok) return opened;
    const { segments } = opened.value;
    const answer = await segments.refresh();
    this.#listed(segments.listing);
    return answer;
  }

  async #open(): Promise<Answer<WatchedSegments<W>>> {
    const answer = await this.#source.listing();
    if (!answer.ok) return answer;
    const { format = 1, game, schema: handshake } = answer.value.head;
    if (game !== this.#game.id) return { ok: false, code: "replay/other-game", message: game };
    if (format > BROADCAST_FORMAT) return { ok: false, code: "replay/newer", message: `format ${format}` };
    try {
      const schema = BroadcastSchema.read<W>(this.#game, handshake);
      this.now = new WatchedSegments(this.#game, new BroadcastSegments(this.#source, answer.value), schema);
    } catch (error) {
      if (error instanceof RangeError) return { ok: false, code: "replay/schema", message: error.message };
      throw error;
    }
    this.#listed(answer.value);
    return { ok: true, value: this.now };
  }
}
