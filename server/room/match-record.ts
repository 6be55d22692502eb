import type { AnyGame, Inputs, Outcome, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { encodeKeyframe } from "../../rooms/lib/keyframe.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { RecordEncoder } from "../../rooms/lib/record.ts";
import type { RecordHeader } from "../../rooms/lib/record-header.ts";
import type { MatchId } from "../ids.ts";
import type { Journal, JournalStream, RecordPiece } from "../journal/journal.ts";

export interface MatchRecordSetup {
  readonly game: AnyGame;
  readonly journal: Journal;
  readonly header: RecordHeader;
  /** Where the match goes on from (`header.from` says of which): its record begins with this world. */
  readonly origin?: World | undefined;
  /** The room's clock. */
  clockMs(): number;
  /** The next reference id of the room's encoder. */
  nextRefId(): number;
}

/** Writes the record of one match: every tick's effective inputs, and once a second a hash of the world, and the whole world. */
export class MatchRecord {
  readonly #setup: MatchRecordSetup;
  readonly #encoder: RecordEncoder<object>;
  readonly #world: Layout;
  readonly #every: number;
  /** Opened by the first tick: a match that nobody entered leaves nothing. */
  #stream: JournalStream<RecordPiece> | undefined;
  #keyframeDue = false;
  #hashDue = false;
  #hashedTick: number | undefined;
  #ended = false;

  constructor(setup: MatchRecordSetup) {
    this.#setup = setup;
    this.#encoder = new RecordEncoder(layoutOf(setup.game.Input));
    this.#world = layoutOf(setup.game.State);
    this.#every = setup.game.tickHz;
  }

  /** The step to `tick` was made with `inputs`; before its patch is sent. Queues and returns. */
  tick(tick: number, inputs: Inputs<object>): void {
    if (this.#ended) return;
    this.#stream ??= this.#open();
    this.#stream.append(() => this.#encoder.tick(tick, inputs));
    // Half a second away from each other, so that no tick does both.
    if (tick % this.#every === 0) this.#hashDue = true;
    else if (tick % this.#every === this.#every >> 1) this.#keyframeDue = true;
  }

  /** `world` after the last tick, once its patch was sent: players wait neither for a hash nor for a keyframe. */
  patched(world: World): void {
    if (this.#ended || !this.#stream) return;
    if (this.#hashDue) this.#hash(this.#stream, world);
    if (this.#keyframeDue) this.#keyframe(this.#stream, world);
  }

  /** Seals the record with the last state's hash and how the match ended; once. Rejects where bytes were not stored. */
  async end(world: World, outcome: Outcome | { reason: string }): Promise<void> {
    if (!this.#stream) return;
    if (!this.#ended) {
      this.#ended = true;
      if (world.tick !== this.#hashedTick) this.#hash(this.#stream, world);
      this.#stream.append(() => this.#encoder.end(outcome));
    }
    await this.#stream.close();
  }

  #open(): JournalStream<RecordPiece> {
    const { journal, header, origin } = this.#setup;
    const stream = journal.openRecord(header.matchId as MatchId);
    stream.append(() => this.#encoder.header(header));
    if (origin) this.#keyframe(stream, origin);
    return stream;
  }

  #keyframe(stream: JournalStream<RecordPiece>, world: World): void {
    this.#keyframeDue = false;
    const bytes = encodeKeyframe(this.#world, world, { clockMs: this.#setup.clockMs(), nextRefId: this.#setup.nextRefId() });
    const { tick } = world;
    stream.append(() => this.#encoder.keyframe(tick, bytes));
  }

  #hash(stream: JournalStream<RecordPiece>, world: World): void {
    this.#hashDue = false;
    this.#hashedTick = world.tick;
    const [{ tick }, hash] = [world, hashWorld(this.#world, world)];
    stream.append(() => this.#encoder.hash(tick, hash));
  }
}
