import { type Difference, firstDifference, firstDifferenceOfData } from "./first-difference.ts";
import type { AnyGame, Inputs, World } from "./game.ts";
import { hashWorld } from "./hash.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { toPlain } from "./plain.ts";
import type { KeyframeFrame, RecordFrame, RecordReading } from "./record.ts";

/** The first tick whose hash differs from the recorded one. */
export interface Mismatch {
  readonly tick: number;
  readonly recorded: string;
  readonly computed: string;
  /** The last tick before it whose world is the recorded one; 0 where none is. */
  readonly agreedTick: number;
  /** The first field that differs, in the first whole world that is recorded from then on; undefined where none is. */
  field: (Difference & { readonly tick: number }) | undefined;
}

export interface Resimulation {
  readonly ticks: number;
  readonly hashes: number;
  readonly ended: boolean;
  readonly mismatch: Mismatch | undefined;
  /** Between these ticks a byte of the record was changed, whether or not the world depends on it. */
  readonly altered: { readonly afterTick: number; readonly byTick: number } | undefined;
  /** Where the recorded end is not the one that the world comes to. */
  readonly ending: Difference | undefined;
}

/** A room writes the whole world once a second; whoever wrote none for as long as this writes none. */
const SEEK_SECONDS = 5;

/** Sees the world after each tick and the inputs that led there. */
export type Visit = (world: World, tick: number, inputs: Inputs<object>) => void;

/**
 * Plays a record again from its seed and effective inputs, on plain objects, and compares every hash and whole world, and
 * the end; stops at the first that differs. Throws RangeError where the record is damaged.
 */
export function resimulate(game: AnyGame, record: RecordReading<object>, visit?: Visit, from?: KeyframeFrame): Resimulation {
  const run = new Resimulating(game, record, visit, from);
  while (run.next());
  return run.result;
}

/** The last whole world of a record at or before `tick`; undefined where there is none. Throws RangeError where the record is damaged. */
export function keyframeBefore(record: RecordReading<object>, tick: number): KeyframeFrame | undefined {
  let last: KeyframeFrame | undefined;
  for (const frame of record.frames()) {
    if (frame.kind === "end" || frame.tick > tick) break;
    if (frame.kind === "keyframe") last = frame;
  }
  return last;
}

/** The same, a frame at a time, for a caller who has other things to do between them. */
export class Resimulating {
  readonly #game: AnyGame;
  readonly #layout: Layout;
  readonly #frames: Generator<RecordFrame<object>>;
  readonly #visit: Visit | undefined;
  /** The record has yet to say where its match went on from: a keyframe of this tick. */
  #beginsAt: number | undefined;
  /** Frames up to the keyframe of this tick are passed over. */
  #passTo: number | undefined;
  readonly world: World;
  #ticks = 0;
  #hashes = 0;
  #ended = false;
  #agreedTick = 0;
  #intactTick = 0;
  #mismatch: Mismatch | undefined;
  #altered: Resimulation["altered"];
  #ending: Difference | undefined;

  /** Begins at `from`, a keyframe of the record, where it is given: ticks and hashes count from there. */
  constructor(game: AnyGame, record: RecordReading<object>, visit?: Visit, from?: KeyframeFrame) {
    const { matchId, code, ...own } = record.header.options;
    const options = game.options.read(own);
    if (!options.ok) throw new RangeError(`its options are refused: ${options.message}`);
    this.#game = game;
    this.#layout = layoutOf(game.State);
    this.#frames = record.frames();
    this.#visit = visit;
    this.#beginsAt = from ? undefined : record.header.from?.tick;
    this.#passTo = from?.tick;
    this.#agreedTick = from?.tick ?? 0;
    this.world = from
      ? from.read(this.#layout).world
      : toPlain<World>(this.#layout, game.create(record.header.seed, { ...options.options, matchId, code }));
  }

  get result(): Resimulation {
    return {
      ticks: this.#ticks,
      hashes: this.#hashes,
      ended: this.#ended,
      mismatch: this.#mismatch,
      altered: this.#altered,
      ending: this.#ending,
    };
  }

  /** Plays one frame; false once there is nothing left that would say more. */
  next(): boolean {
    const { done, value: frame } = this.#frames.next();
    if (done) return false;
    if (this.#ended) throw new RangeError("there is something after its end");
    if (this.#passTo !== undefined && frame.kind !== "end") {
      if (frame.kind === "keyframe" && frame.tick === this.#passTo) this.#passTo = undefined;
      return true;
    }
    if (frame.kind === "tick") this.#tick(frame.inputs, frame.tick);
    else if (frame.kind === "hash") return this.#hash(frame);
    else if (frame.kind === "keyframe") return this.#keyframe(frame);
    else this.#end(frame);
    return true;
  }

  #tick(inputs: Inputs<object>, tick: number): void {
    this.#step(inputs, tick);
    this.#ticks++;
    this.#visit?.(this.world, tick, inputs);
  }

  #step(inputs: Inputs<object>, tick: number): void {
    if (this.#beginsAt !== undefined) throw new RangeError("it lacks the world that it goes on from");
    if (tick !== this.world.tick + 1) throw new RangeError(`tick ${tick} comes after tick ${this.world.tick}`);
    refuseIllegal(this.#game, inputs, tick);
    this.#game.step(this.world, inputs, tick);
  }

  #hash({ tick, hash, intact }: Extract<RecordFrame<object>, { kind: "hash" }>): boolean {
    this.#hashes++;
    const computed = hashWorld(this.#layout, this.world);
    this.#digest(tick, intact);
    if (computed === hash && tick === this.world.tick) {
      this.#agreedTick = tick;
      return true;
    }
    this.#mismatch = { tick, recorded: hash, computed, agreedTick: this.#agreedTick, field: this.#nextField() };
    return false;
  }

  /** Plays on to the next whole world: a hash says that something differs, and not what. */
  #nextField(): Mismatch["field"] {
    try {
      for (const frame of this.#frames) {
        if (frame.kind === "end" || frame.tick > this.#agreedTick + SEEK_SECONDS * this.#game.tickHz) break;
        if (frame.kind === "tick") this.#step(frame.inputs, frame.tick);
        else if (frame.kind === "keyframe") return this.#fieldOf(frame);
      }
    } catch (error) {
      // What comes after the first difference may be as broken as it likes.
      if (!(error instanceof RangeError)) throw error;
    }
    return undefined;
  }

  #fieldOf(frame: KeyframeFrame): Mismatch["field"] {
    const field = firstDifference(this.#layout, frame.read(this.#layout).world, this.world);
    return field && { ...field, tick: frame.tick };
  }

  /** A record that begins with one went on from there. */
  #keyframe(frame: KeyframeFrame): boolean {
    const { world } = frame.read(this.#layout);
    if (this.#beginsAt !== undefined) {
      if (frame.tick !== this.#beginsAt) throw new RangeError("it begins at another tick than it says");
      Object.assign(this.world, world);
      this.#beginsAt = undefined;
      this.#agreedTick = frame.tick;
      return true;
    }
    const recorded = hashWorld(this.#layout, world);
    const computed = hashWorld(this.#layout, this.world);
    if (recorded === computed) {
      this.#agreedTick = frame.tick;
      return true;
    }
    this.#mismatch = { tick: frame.tick, recorded, computed, agreedTick: this.#agreedTick, field: this.#fieldOf(frame) };
    return false;
  }

  #end({ outcome, intact }: Extract<RecordFrame<object>, { kind: "end" }>): void {
    this.#ended = true;
    this.#digest(this.world.tick, intact);
    const computed = this.#game.outcome(this.world);
    if (computed || "ranking" in outcome) this.#ending = firstDifferenceOfData(outcome, computed ?? {});
  }

  #digest(tick: number, intact: boolean | undefined): void {
    if (intact === false) this.#altered ??= { afterTick: this.#intactTick, byTick: tick };
    else this.#intactTick = tick;
  }
}

/** A room plays only inputs that the game's `sanitize` leaves as they are: a record with another was not made by one. */
function refuseIllegal(game: AnyGame, inputs: Inputs<object>, tick: number): void {
  for (const { seat } of inputs.system) if (seat >= game.seats.max) throw new RangeError(`there is no seat ${seat}`);
  inputs.seats.forEach((input, seat) => {
    if (!input) return;
    if (seat >= game.seats.max) throw new RangeError(`there is no seat ${seat}`);
    const legal = { ...input } as Record<string, unknown>;
    game.sanitize(legal);
    for (const [name, value] of Object.entries(input)) {
      if (legal[name] !== value) throw new RangeError(`the input of seat ${seat} for tick ${tick} breaks the rules (${name})`);
    }
  });
}
