import type { PlayerId } from "../ids.ts";
import type { Place } from "./leaderboard.ts";
import { type Change, type Ranked, type RankIndex, type Reading, skipAround, type Window } from "./rank-index.ts";
import { RankTree, type TreeKey } from "./rank-tree.ts";

/** In this process. About 200 bytes a player. */
export class LocalRankIndex implements RankIndex {
  /** The tree wants the best first. */
  readonly #sign: 1 | -1;
  readonly #tree = new RankTree();
  readonly #slots = new Map<PlayerId, number>();
  readonly #players: (PlayerId | undefined)[] = [];
  #freeSlots: number[] = [];
  #through = 0;

  constructor(_name: string, order: { readonly lowestFirst: boolean }) {
    this.#sign = order.lowestFirst ? 1 : -1;
  }

  async through(): Promise<number> {
    return this.#through;
  }

  async apply(from: number, changes: readonly Change[], to: number): Promise<number> {
    if (this.#through < from || this.#through >= to) return this.#through;
    for (const change of changes) this.#set(change);
    this.#through = to;
    return to;
  }

  async read(window: Window): Promise<Reading> {
    return { rows: this.#rows(window), total: this.#tree.size, through: this.#through };
  }

  async wipe(): Promise<void> {
    this.#tree.clear();
    this.#slots.clear();
    this.#players.length = 0;
    this.#freeSlots = [];
    this.#through = 0;
  }

  #set({ player, place }: Change): void {
    const held = this.#slots.get(player);
    if (held !== undefined) this.#tree.remove(held);
    if (place) {
      // Slot 0 is the tree's "none".
      const slot = held ?? this.#freeSlots.pop() ?? this.#slots.size + 1;
      this.#slots.set(player, slot);
      this.#players[slot] = player;
      this.#tree.add(slot, this.#keyOf(place));
    } else if (held !== undefined) {
      this.#slots.delete(player);
      this.#players[held] = undefined;
      this.#freeSlots.push(held);
    }
  }

  #rows(window: Window): Ranked[] {
    if ("players" in window) return this.#rowsOf(window.players);
    const skip =
      "around" in window ? this.#skipAround(window.around, window.limit) : window.after ? this.#tree.countThrough(this.#keyOf(window.after)) : 0;
    if (skip === undefined) return [];
    return this.#tree.slice(skip, window.limit).map((slot, index) => this.#row(slot, skip + index + 1));
  }

  #rowsOf(players: readonly PlayerId[]): Ranked[] {
    const slots = [...new Set(players)].flatMap((player) => this.#slots.get(player) ?? []);
    return slots.map((slot) => this.#row(slot, this.#rankOf(slot))).sort((one, other) => one.rank - other.rank);
  }

  #skipAround(player: PlayerId, limit: number): number | undefined {
    const slot = this.#slots.get(player);
    return slot === undefined ? undefined : skipAround(this.#rankOf(slot), this.#tree.size, limit);
  }

  #rankOf(slot: number): number {
    return this.#tree.countThrough(this.#tree.keyOf(slot));
  }

  #row(slot: number, rank: number): Ranked {
    const { a, b, c } = this.#tree.keyOf(slot);
    // + 0 makes the -0 of a value of 0 a 0 again.
    return { rank, player: this.#players[slot] as PlayerId, value: this.#sign * a + 0, reachedAtMs: b, seq: c };
  }

  #keyOf({ value, reachedAtMs, seq }: Place): TreeKey {
    return { a: this.#sign * value, b: reachedAtMs, c: seq };
  }
}
