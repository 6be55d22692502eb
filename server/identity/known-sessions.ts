import type { PlayerId, SessionId } from "../ids.ts";
import type { Player } from "./identity.ts";

/** What is known of a session: whose it is, or that it has ended. */
export type Known = Player | "ended";

/** Within this time every node knows that a session was ended. Shorter asks the database more often: once per session and this time. */
const FRESH_MS = 3000;
/** At 300 bytes each: 6 MB. Beyond, those that were asked for longest ago are forgotten. */
const MAX_KNOWN = 20_000;

/** Remembers for a moment what the database said of sessions; what is older is good only where the database is away. */
export class KnownSessions {
  readonly #nowMs: () => number;
  readonly #known = new Map<SessionId, { readonly known: Known; readonly atMs: number }>();
  /** Grows whenever something is forgotten: an answer that was asked for before then is not remembered. */
  #age = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  fresh(session: SessionId): Known | undefined {
    const entry = this.#known.get(session);
    return entry && this.#nowMs() - entry.atMs < FRESH_MS ? entry.known : undefined;
  }

  /** However old. */
  last(session: SessionId): Known | undefined {
    return this.#known.get(session)?.known;
  }

  get age(): number {
    return this.#age;
  }

  /** `age` is that of before the question. */
  remember(session: SessionId, known: Known, age: number): void {
    if (age !== this.#age) return;
    this.#known.delete(session);
    this.#known.set(session, { known, atMs: this.#nowMs() });
    if (this.#known.size <= MAX_KNOWN) return;
    const oldest = this.#known.keys().next();
    if (!oldest.done) this.#known.delete(oldest.value);
  }

  /** The session has ended, now. */
  end(session: SessionId): void {
    this.#age++;
    this.remember(session, "ended", this.#age);
  }

  /** Something about the player has changed. */
  forget(player: PlayerId): void {
    this.#age++;
    for (const [session, { known }] of this.#known) if (known !== "ended" && known.id === player) this.#known.delete(session);
  }
}
