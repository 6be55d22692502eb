import type { AnyGame, Inputs, Outcome, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { RecordEncoder, type RecordHeader } from "../../rooms/lib/record.ts";
import type { MatchId } from "../ids.ts";
import type { Journal, JournalStream } from "../journal/journal.ts";

/** Writes the record of one match: every tick's effective inputs, and a hash of the world once a second. */
export class MatchRecord {
  readonly #encoder: RecordEncoder<object>;
  readonly #journal: Journal;
  readonly #header: RecordHeader;
  /** Opened by the first tick: a match that nobody entered leaves nothing. */
  #stream: JournalStream<Uint8Array> | undefined;
  readonly #world: Layout;
  readonly #hashEvery: number;
  #ended = false;

  constructor(journal: Journal, game: AnyGame, header: RecordHeader) {
    this.#encoder = new RecordEncoder(layoutOf(game.Input));
    this.#world = layoutOf(game.State);
    this.#hashEvery = game.tickHz;
    this.#journal = journal;
    this.#header = header;
  }

  /** `world` after the step to `tick` with `inputs`. Queues and returns. */
  tick(tick: number, inputs: Inputs<object>, world: World): void {
    if (this.#ended) return;
    if (!this.#stream) {
      this.#stream = this.#journal.openRecord(this.#header.matchId as MatchId);
      this.#stream.append(this.#encoder.header(this.#header));
    }
    this.#stream.append(this.#encoder.tick(tick, inputs));
    if (tick % this.#hashEvery === 0) this.#hash(world);
  }

  /** Seals the record with the last state's hash and how the match ended; once. Rejects where bytes were not stored. */
  async end(world: World, outcome: Outcome | { reason: string }): Promise<void> {
    if (!this.#stream) return;
    if (!this.#ended) {
      this.#ended = true;
      if (world.tick % this.#hashEvery !== 0) this.#hash(world);
      this.#stream.append(this.#encoder.end(outcome));
    }
    await this.#stream.close();
  }

  #hash(world: World): void {
    this.#stream?.append(this.#encoder.hash(world.tick, hashWorld(this.#world, world)));
  }
}
