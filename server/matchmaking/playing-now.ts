import { matchMaker } from "@colyseus/core";

/** People and the matches that they are in. */
export interface Playing {
  readonly players: number;
  readonly matches: number;
}

/** Who plays, in all and by game. */
export interface PlayingNow extends Playing {
  readonly games: Readonly<Record<string, Playing>>;
}

/** Long enough that a crowd of first pages costs one look a second. */
const KEPT_MS = 1000;

/** Counts who plays, over all nodes; private matches are counted and told of no further. */
export class PlayingCount {
  readonly #games: readonly string[];
  #counted: Promise<PlayingNow> | undefined;
  #untilMs = 0;

  constructor(games: readonly string[]) {
    this.#games = games;
  }

  /** At most a second old. */
  now(): Promise<PlayingNow> {
    if (this.#counted && performance.now() < this.#untilMs) return this.#counted;
    this.#untilMs = performance.now() + KEPT_MS;
    const counted = count(this.#games);
    this.#counted = counted;
    // A count that failed is not kept.
    counted.catch(() => {
      if (this.#counted === counted) this.#counted = undefined;
    });
    return counted;
  }
}

async function count(ids: readonly string[]): Promise<PlayingNow> {
  const games: Record<string, { players: number; matches: number }> = Object.fromEntries(ids.map((id) => [id, { players: 0, matches: 0 }]));
  const all = { players: 0, matches: 0 };
  for (const { name, clients } of await matchMaker.query({})) {
    const game = games[name];
    // A room whose people are all away is played by bots alone.
    if (!game || clients === 0) continue;
    for (const playing of [game, all]) {
      playing.players += clients;
      playing.matches++;
    }
  }
  return { ...all, games };
}
