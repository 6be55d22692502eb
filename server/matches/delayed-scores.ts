import type { LivePlayer, StartedMatch } from "./matches.ts";

/** Scores are noted so often; what is shown is late by this much more, at most. */
const EVERY_MS = 500;

export interface DelayedScoresOptions {
  readonly live: () => readonly StartedMatch[];
  /** How long after the fact a spectator of a game may see it. */
  readonly delayMs: (game: string) => number;
  readonly nowMs?: () => number;
}

interface Noted {
  readonly atMs: number;
  readonly players: readonly LivePlayer[];
}

interface Seen {
  readonly match: StartedMatch;
  /** When it was last found running. */
  readonly atMs: number;
}

/** The live matches as everybody may see them: with the scores that they had, and until they ended, as long ago as spectators must wait. */
export class DelayedScores {
  readonly #options: DelayedScoresOptions;
  readonly #nowMs: () => number;
  readonly #notes = new Map<string, Noted[]>();
  readonly #seen = new Map<string, Seen>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DelayedScoresOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** As `Matches.live`, later. */
  live(): readonly StartedMatch[] {
    return this.#running().map((match) => ({ ...match, players: () => this.#players(match) }));
  }

  /** Notes the scores of now, and forgets those that are not shown any more. */
  look(): void {
    const nowMs = this.#nowMs();
    const matches = this.#options.live();
    for (const match of matches) this.#seen.set(match.id, { match, atMs: nowMs });
    const ids = new Set<string>(this.#running().map(({ id }) => id));
    for (const id of this.#seen.keys()) if (!ids.has(id)) this.#seen.delete(id);
    for (const id of this.#notes.keys()) if (!ids.has(id)) this.#notes.delete(id);
    for (const match of matches) {
      const delayMs = this.#options.delayMs(match.game);
      if (delayMs === 0) continue;
      const notes = this.#notes.get(match.id) ?? [];
      this.#notes.set(match.id, notes);
      notes.push({ atMs: nowMs, players: match.players() });
      while (notes[1] && nowMs - notes[1].atMs >= delayMs) notes.shift();
    }
  }

  /** With those whose end no spectator has seen. */
  #running(): StartedMatch[] {
    const nowMs = this.#nowMs();
    const matches = [...this.#options.live()];
    const ids = new Set<string>(matches.map(({ id }) => id));
    for (const { match, atMs } of this.#seen.values()) {
      const delayMs = this.#options.delayMs(match.game);
      if (delayMs > 0 && !ids.has(match.id) && nowMs - atMs < delayMs + EVERY_MS) matches.push(match);
    }
    return matches;
  }

  #players(match: StartedMatch): readonly LivePlayer[] {
    const delayMs = this.#options.delayMs(match.game);
    if (delayMs === 0) return match.players();
    const notes = this.#notes.get(match.id) ?? [];
    const shown = notes.findLast(({ atMs }) => this.#nowMs() - atMs >= delayMs);
    // Of a match that has just begun it is known who plays.
    return shown?.players ?? match.players().map((player) => ({ ...player, score: 0 }));
  }
}
