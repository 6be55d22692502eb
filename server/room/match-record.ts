import type { AnyGame, Inputs, Outcome, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { encodeKeyframe } from "../../rooms/lib/keyframe.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { RecordEncoder, type RecordHeader } from "../../rooms/lib/record.ts";
import type { MatchId } from "../ids.ts";
import type { Journal, JournalStream } from "../journal/journal.ts";

/** Ticks wait for each other for so long: three written together take half of the time that they take one by one, on a machine that is busy. */
const GATHER_MS = 100;

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
  readonly #gathered: number;
  readonly #waiting: { readonly tick: number; readonly inputs: Inputs<object> }[] = [];
  /** Opened by the first tick: a match that nobody entered leaves nothing. */
  #stream: JournalStream<Uint8Array> | undefined;
  #ended = false;

  constructor(setup: MatchRecordSetup) {
    this.#setup = setup;
    this.#encoder = new RecordEncoder(layoutOf(setup.game.Input));
    this.#world = layoutOf(setup.game.State);
    this.#every = setup.game.tickHz;
    this.#gathered = Math.max(1, Math.floor((GATHER_MS / 1000) * setup.game.tickHz));
  }

  /** `world` after the step to `tick` with `inputs`, which nobody changes from here on. Queues and returns. */
  tick(tick: number, inputs: Inputs<object>, world: World): void {
    if (this.#ended) return;
    this.#stream ??= this.#open();
    this.#waiting.push({ tick, inputs });
    const hashes = tick % this.#every === 0;
    // Half a second away from the hash, so that no tick does both.
    const keyframes = !hashes && tick % this.#every === this.#every >> 1;
    if (hashes || keyframes || this.#waiting.length >= this.#gathered) this.#ticks();
    if (hashes) this.#hash(world);
    if (keyframes) this.#keyframe(this.#stream, world);
  }

  /** Seals the record with the last state's hash and how the match ended; once. Rejects where bytes were not stored. */
  async end(world: World, outcome: Outcome | { reason: string }): Promise<void> {
    if (!this.#stream) return;
    if (!this.#ended) {
      this.#ended = true;
      this.#ticks();
      if (world.tick % this.#every !== 0) this.#hash(world);
      this.#stream.append(this.#encoder.end(outcome));
    }
    await this.#stream.close();
  }

  #open(): JournalStream<Uint8Array> {
    const { journal, header, origin } = this.#setup;
    const stream = journal.openRecord(header.matchId as MatchId);
    stream.append(this.#encoder.header(header));
    if (origin) this.#keyframe(stream, origin);
    return stream;
  }

  #ticks(): void {
    for (const { tick, inputs } of this.#waiting) this.#stream?.append(this.#encoder.tick(tick, inputs));
    this.#waiting.length = 0;
  }

  #keyframe(stream: JournalStream<Uint8Array>, world: World): void {
    const bytes = encodeKeyframe(this.#world, world, { clockMs: this.#setup.clockMs(), nextRefId: this.#setup.nextRefId() });
    stream.append(this.#encoder.keyframe(world.tick, bytes));
  }

  #hash(world: World): void {
    this.#stream?.append(this.#encoder.hash(world.tick, hashWorld(this.#world, world)));
  }
}
