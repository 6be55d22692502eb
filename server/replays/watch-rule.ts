import { isMatchId, type PlayerId } from "../ids.ts";
import { isJournalDamaged } from "../lib/journal-damaged.ts";
import type { MatchHistory } from "../matches/match-history.ts";
import type { Broadcast } from "./broadcast.ts";
import { type WatchedState, watchedState } from "./watched-state.ts";

/** Who asks to watch. */
export interface Viewer {
  readonly player?: PlayerId | undefined;
  /** The invite code of a private match. */
  readonly code?: string | undefined;
}

/** Whoever watches with a code as the match ends sees it again, and back to its beginning. */
const CODE_OUTLASTS_MS = 60 * 60 * 1000;

/** Decides who may watch: a public match everybody; a private one those who play or played it, and until an hour after its end who has its code. */
export class WatchRule {
  readonly #history: Pick<MatchHistory, "find">;
  readonly #now: () => number;
  /** A code stays that of its match. */
  readonly #codes = new WeakMap<Broadcast, string>();

  constructor(history: Pick<MatchHistory, "find">, now: () => number = Date.now) {
    this.#history = history;
    this.#now = now;
  }

  /** True where nobody is kept from it. */
  async isPublic(broadcast: Broadcast): Promise<boolean> {
    return (await this.#codeOf(broadcast)) === "";
  }

  async allows(broadcast: Broadcast, { player, code }: Viewer): Promise<boolean> {
    const needed = await this.#codeOf(broadcast);
    if (needed === "") return true;
    if (needed === undefined) return false;
    if (code === needed && (await this.#isRecent(broadcast))) return true;
    if (player === undefined) return false;
    return (await this.#sits(broadcast, player)) || this.#played(broadcast.match, player);
  }

  async #isRecent(broadcast: Broadcast): Promise<boolean> {
    if (!broadcast.over) return true;
    const { head, segments } = await broadcast.releasedIndex();
    return this.#now() - head.startedAt - (segments.at(-1)?.lastMs ?? 0) < CODE_OUTLASTS_MS;
  }

  /** Earlier builds told of the code in the state alone. */
  async #codeOf(broadcast: Broadcast): Promise<string | undefined> {
    const known = broadcast.head.code ?? this.#codes.get(broadcast);
    if (known !== undefined) return known;
    const state: WatchedState | undefined = await watchedState(broadcast);
    if (state) this.#codes.set(broadcast, state.code);
    return state?.code;
  }

  /** What is damaged tells nothing: who played it is known elsewhere too. */
  async #sits(broadcast: Broadcast, player: PlayerId): Promise<boolean> {
    const state = await watchedState(broadcast).catch((error: unknown) => {
      if (!isJournalDamaged(error)) throw error;
      return undefined;
    });
    return state?.players.includes(player) ?? false;
  }

  async #played(match: string, player: PlayerId): Promise<boolean> {
    const found = isMatchId(match) ? await this.#history.find(match) : undefined;
    return found?.seats.some((seat) => seat.player === player) ?? false;
  }
}
