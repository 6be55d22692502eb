import type { Schema } from "@colyseus/schema";
import type { BroadcastFrame, BroadcastHead } from "../../rooms/lib/broadcast.ts";
import { type Difference, firstDifferenceOfData, firstSeenDifference } from "../../rooms/lib/first-difference.ts";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { readHandshake } from "../../rooms/lib/read-handshake.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import { StrictDecoder } from "../../rooms/lib/strict-decoder.ts";

/** What was broadcast of a match. */
export interface PlayedBroadcast {
  readonly head: BroadcastHead;
  /** Its end is not missing. */
  readonly whole: boolean;
  /** Throws RangeError where the bytes are damaged. */
  frames(): Iterable<BroadcastFrame>;
}

/** What a spectator sees of a world. */
export type SpectatorsView = (game: AnyGame, world: World) => World;

/** What the comparison came to. */
export interface ShownBroadcast {
  /** Full states and patches that were the same, and up to which tick. */
  readonly states: number;
  readonly agreedTick: number;
  /** The first state that spectators saw and that was not played. */
  readonly difference: (Difference & { readonly tick: number }) | undefined;
  /** Where it does not end as the match does. */
  readonly missing: string | undefined;
}

/** Holds a broadcast against the match as it is played again, patch by patch. A full state stands for itself: play may begin there. */
export class BroadcastComparison {
  readonly #game: AnyGame;
  readonly #layout: Layout;
  readonly #view: SpectatorsView;
  readonly #frames: Iterator<BroadcastFrame>;
  readonly #look: () => void;
  readonly #fresh: () => StrictDecoder<Schema>;
  #next: BroadcastFrame | undefined;
  #decoder: StrictDecoder<Schema> | undefined;
  #states = 0;
  #agreedTick = 0;
  #difference: ShownBroadcast["difference"];

  /** Calls `look` before each state. Throws RangeError where the broadcast is damaged. */
  constructor(game: AnyGame, { head, frames }: PlayedBroadcast, view: SpectatorsView, look: () => void) {
    const nowMs = () => performance.now();
    const { state, context } = readHandshake(head.schema, nowMs);
    const State = state.constructor as new () => Schema;
    this.#game = game;
    this.#layout = layoutOf(game.State);
    this.#view = view;
    this.#look = look;
    this.#fresh = () => new StrictDecoder(new State(), nowMs, context);
    this.#frames = frames()[Symbol.iterator]();
    this.#advance();
  }

  /** `end` is the world at the end of a match whose broadcast has its end too. Throws RangeError where the broadcast is damaged. */
  result(end: World | undefined): ShownBroadcast {
    if (end) this.#shownEnd(end);
    return { states: this.#states, agreedTick: this.#agreedTick, difference: this.#difference, missing: end && this.#missing(end) };
  }

  /** After each tick that is played again; throws RangeError where the broadcast is damaged. */
  visit(world: World): void {
    while (this.#next && this.#next.tick <= world.tick && !this.#difference) {
      this.#look();
      this.#compare(this.#next, world);
      this.#advance();
    }
  }

  #compare(frame: BroadcastFrame, world: World): void {
    const state = this.#apply(frame);
    this.#note(world, state && firstSeenDifference(this.#layout, state, this.#view(this.#game, world)));
  }

  /**
   * That a match is over is shown once its result can no longer be lost, which can be some ticks later: in those a finished
   * world goes on, which nothing records. So the last state has the end and the standing, and may have another tick.
   */
  #shownEnd(end: World): void {
    if (!this.#next || end.phase !== "finished" || this.#difference) return;
    const state = this.#apply(this.#next) as unknown as World | undefined;
    this.#note(end, state && firstDifferenceOfData(standing(state), standing(this.#view(this.#game, end))));
    this.#advance();
  }

  #apply(frame: BroadcastFrame): Schema | undefined {
    if (frame.kind === "state") {
      this.#decoder = this.#fresh();
      this.#decoder.apply(frame.bytes, true);
    } else if (frame.kind === "patch") this.#decoder?.apply(frame.bytes, false);
    return this.#decoder?.state;
  }

  #note({ tick }: World, found: Difference | undefined): void {
    if (found) this.#difference = { ...found, tick };
    else {
      this.#states++;
      this.#agreedTick = tick;
    }
  }

  /** A room that closes may not have shown its last ticks. */
  #missing({ tick }: World): string | undefined {
    if (this.#next) return `goes on at tick ${this.#next.tick}, the match ends at tick ${tick}`;
    return this.#agreedTick < tick - this.#game.tickHz ? `ends at tick ${this.#agreedTick}, the match at tick ${tick}` : undefined;
  }

  /** To the next that shows a state. */
  #advance(): void {
    do this.#next = this.#frames.next().value as BroadcastFrame | undefined;
    while (this.#next && this.#next.kind !== "state" && this.#next.kind !== "patch");
  }
}

/** What a match came to, by seat. */
function standing(world: World): object {
  return { phase: world.phase, players: bySeat(world).map(({ seat, team, score }) => ({ seat, team, score })) };
}
