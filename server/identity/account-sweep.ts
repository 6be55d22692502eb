import type { AccountDeletion } from "./account-deletion.ts";
import type { IdentityLog } from "./database-reach.ts";
import type { SessionStore } from "./session-store.ts";

const EVERY_MS = 10 * 60_000;

/** Finishes deletions that were cut off and forgets sessions that are over: at the start of a process and from time to time, in any number of processes at once. */
export class AccountSweep {
  readonly #deletion: AccountDeletion;
  readonly #sessions: SessionStore;
  readonly #log: IdentityLog;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(deletion: AccountDeletion, sessions: SessionStore, log: IdentityLog) {
    this.#deletion = deletion;
    this.#sessions = sessions;
    this.#log = log;
  }

  start(): void {
    const turn = () => {
      this.#running = this.once().catch((error: unknown) => this.#log.warn({ error: String(error) }, "accounts were not swept"));
    };
    this.#timer = setInterval(turn, EVERY_MS).unref();
    turn();
  }

  /** Resolves once nothing is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async once(): Promise<void> {
    await this.#deletion.sweep();
    await this.#sessions.sweep();
  }
}
