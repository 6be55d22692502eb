import type { AnyGame, Inputs, Outcome, World } from "../../rooms/lib/game.ts";
import type { RecordHeader } from "../../rooms/lib/record-header.ts";
import { makeResult } from "./make-result.ts";
import type { MatchResult } from "./match-result.ts";
import { SeatStays } from "./seat-stays.ts";

/** Gathers, while a record is played again, what its room would have handed over at the end. */
export class ReplayedResult {
  readonly #game: AnyGame;
  readonly #header: RecordHeader;
  readonly #stays = new SeatStays();
  #last: World | undefined;

  constructor(game: AnyGame, header: RecordHeader) {
    this.#game = game;
    this.#header = header;
  }

  /** After each step. */
  visit(world: World, inputs: Inputs<object>): void {
    this.#stays.tick(inputs.system, world);
    this.#last = world;
  }

  /** Undefined where nothing was played. */
  result(ending: Outcome | { readonly reason: string }): MatchResult | undefined {
    return this.#last && makeResult(this.#game, this.#header, this.#stays, this.#last, ending);
  }
}
