import type { AnyGame, Outcome, SystemInput, World } from "../../rooms/lib/game.ts";
import type { RecordHeader } from "../../rooms/lib/record-header.ts";
import { kindOf, livePlayers, makeResult } from "../matches/make-result.ts";
import type { Matches } from "../matches/matches.ts";
import { SeatStays } from "../matches/seat-stays.ts";
import type { RatingChange } from "../ratings/ratings.ts";

/** What everybody in the room is told then: ratings in whole points; nobody's changed where `changes` is empty. */
export interface MatchSettled {
  readonly matchId: string;
  readonly changes: readonly { readonly player: string; readonly before: number; readonly after: number; readonly provisional: boolean }[];
}

export interface MatchReportSetup {
  readonly game: AnyGame;
  readonly matches: Matches;
  readonly roomId: string;
  readonly header: RecordHeader;
  /** Called once everything that follows from the result is done. */
  settled(message: MatchSettled): void;
}

/** Tells the platform of one match that its play has begun, and how it ended: each once. A match that never left waiting is none. */
export class MatchReport {
  readonly #setup: MatchReportSetup;
  readonly #stays = new SeatStays();
  #state: "waiting" | "live" | "over" = "waiting";

  constructor(setup: MatchReportSetup) {
    this.#setup = setup;
  }

  /** After each step until the end of the match. */
  tick(system: readonly SystemInput[], world: World): void {
    if (this.#state === "over") return;
    this.#stays.tick(system, world);
    if (this.#state === "waiting" && this.#stays.playTick !== undefined) this.#begin(world);
  }

  /** Resolves once the result can no longer be lost. */
  async end(world: World, ending: Outcome | { readonly reason: string }): Promise<void> {
    const { game, matches, header, settled } = this.#setup;
    const wasLive = this.#state === "live";
    this.#state = "over";
    if (!wasLive) return;
    await matches.finish(makeResult(game, header, this.#stays, world, ending), (changes) =>
      settled({ matchId: header.matchId, changes: changes.map(shown) }),
    );
  }

  #begin(world: World): void {
    const { game, matches, roomId, header } = this.#setup;
    this.#state = "live";
    const kind = kindOf(game, header, this.#stays, world);
    matches.begin({ ...kind, roomId, players: () => livePlayers(game, kind.mode, world) });
  }
}

function shown({ player, before, after, provisional }: RatingChange): MatchSettled["changes"][number] {
  return { player, before: Math.round(before), after: Math.round(after), provisional };
}
