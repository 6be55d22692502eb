import type { Room as ClientRoom } from "@colyseus/sdk";

/** The states that a client had, by tick, as text: equal text is an equal state, whatever order its maps are in. */
export class StateLog {
  readonly byTick = new Map<number, string>();
  /** When each was first here, in ms of this process. */
  readonly atMs = new Map<number, number>();
  readonly #room: ClientRoom;
  readonly #without: ReadonlySet<string>;

  /** `without` are fields that one side may see and the other may not. */
  constructor(room: unknown, without: readonly string[] = []) {
    this.#room = room as ClientRoom;
    this.#without = new Set(without);
    this.#room.onStateChange(() => this.#note());
  }

  /** Ticks that both have, and those of them where the states differ. */
  compare(other: StateLog): { readonly compared: number; readonly different: readonly number[] } {
    const common = [...this.byTick.keys()].filter((tick) => other.byTick.has(tick));
    return { compared: common.length, different: common.filter((tick) => this.byTick.get(tick) !== other.byTick.get(tick)) };
  }

  #note(): void {
    const state = this.#room.state as { tick?: number; matchId?: string; toJSON(): unknown };
    if (!state.tick || !state.matchId) return;
    this.byTick.set(state.tick, stateText(state, this.#without));
    if (!this.atMs.has(state.tick)) this.atMs.set(state.tick, performance.now());
  }
}

/** A decoded state as text that is the same for equal states. */
export function stateText(state: { toJSON(): unknown }, without: ReadonlySet<string> = new Set()): string {
  return JSON.stringify(ordered(state.toJSON(), without));
}

function ordered(value: unknown, without: ReadonlySet<string>): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => ordered(item, without));
  const entries = Object.entries(value).filter(([key]) => !without.has(key));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, ordered(item, without)]));
}
