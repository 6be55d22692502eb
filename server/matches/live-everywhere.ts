import type { NodeBoard } from "../redis/node-board.ts";
import type { LivePlayer, Matches, StartedMatch } from "./matches.ts";

interface Posted extends Omit<StartedMatch, "startedAt" | "players"> {
  readonly startedAt: string;
  readonly players: readonly LivePlayer[];
}

/** What a node posts of its live matches. */
export function postedMatches(live: readonly StartedMatch[]): string {
  return JSON.stringify(live.map((match) => ({ ...match, players: match.players() })));
}

/** The live matches of all nodes, newest first; those of others about a second old. */
export class LiveEverywhere implements Pick<Matches, "live"> {
  readonly #own: Pick<Matches, "live">;
  readonly #board: NodeBoard;

  /** The nodes post `postedMatches` of the same on `board`. */
  constructor(own: Pick<Matches, "live">, board: NodeBoard) {
    this.#own = own;
    this.#board = board;
  }

  live(): readonly StartedMatch[] {
    const others = this.#board.others.flatMap((text) => (JSON.parse(text) as Posted[]).map(started));
    if (others.length === 0) return this.#own.live();
    return [...this.#own.live(), ...others].sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1));
  }
}

function started({ startedAt, players, ...match }: Posted): StartedMatch {
  return { ...match, startedAt: new Date(startedAt), players: () => players };
}
