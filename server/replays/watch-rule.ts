import { isMatchId, type PlayerId } from "../ids.ts";
import type { MatchHistory } from "../matches/match-history.ts";
import type { Broadcast } from "./broadcast.ts";
import { type WatchedState, watchedState } from "./watched-state.ts";

/** Who asks to watch. */
export interface Viewer {
  readonly player?: PlayerId | undefined;
  /** The invite code of a private match that is live. */
  readonly code?: string | undefined;
}

/** Decides who may watch: a public match everybody; a private one those who play or played it, and while it is live who has its code. */
export class WatchRule {
  readonly #history: Pick<MatchHistory, "find">;
  /** A code stays that of its match. */
  readonly #codes = new WeakMap<Broadcast, string>();

  constructor(history: Pick<MatchHistory, "find">) {
    this.#history = history;
  }

  /** True where nobody is kept from it. */
  async isPublic(broadcast: Broadcast): Promise<boolean> {
    return (await this.#codeOf(broadcast)) === "";
  }

  async allows(broadcast: Broadcast, { player, code }: Viewer): Promise<boolean> {
    const needed = await this.#codeOf(broadcast);
    if (needed === "") return true;
    if (needed === undefined) return false;
    if (!broadcast.over && code === needed) return true;
    if (player === undefined) return false;
    return (await watchedState(broadcast))?.players.includes(player) || this.#played(broadcast.match, player);
  }

  async #codeOf(broadcast: Broadcast): Promise<string | undefined> {
    const known = this.#codes.get(broadcast);
    if (known !== undefined) return known;
    const state: WatchedState | undefined = await watchedState(broadcast);
    if (state) this.#codes.set(broadcast, state.code);
    return state?.code;
  }

  async #played(match: string, player: PlayerId): Promise<boolean> {
    const found = isMatchId(match) ? await this.#history.find(match) : undefined;
    return found?.seats.some((seat) => seat.player === player) ?? false;
  }
}
