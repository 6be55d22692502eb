import { AppError } from "../errors.ts";
import type { Identity, Player } from "../identity/identity.ts";
import type { EndedSessions, SessionEndings } from "../identity/session-endings.ts";
import type { SessionId } from "../ids.ts";

/** A player on the device that was let in: what a client's `auth` is. */
export interface Admitted extends Player {
  readonly session: SessionId;
}

/** Who a token is of; throws AppError `identity/token` where it is nobody's. */
export async function admittedBy(identity: Pick<Identity, "signedIn">, token: string | undefined): Promise<Admitted> {
  const who = await identity.signedIn(token ?? "");
  if (!who) throw new AppError("identity/token", "Sign in again: the token is missing, expired or not ours.");
  return { ...who.player, session: who.session };
}

/** A lost connection may come back for two minutes: far fewer sessions end in that time. */
const MAX_REMEMBERED = 2000;

/** Hears for one room of sessions that have ended, also of those whose socket is lost or only on its way. */
export class SessionWatch {
  readonly #ended = new Set<string>();
  readonly #stop: () => void;

  /** Calls `end` with all that ends until `close`. */
  constructor(endings: SessionEndings, end: (ended: EndedSessions) => void) {
    this.#stop = endings.on((ended) => {
      for (const each of ended.sessions === "all" ? [ended.player] : ended.sessions) this.#remember(each);
      end(ended);
    });
  }

  /** Whether the session ended after it was let in. */
  hasEnded(admitted: Admitted | undefined): boolean {
    return admitted !== undefined && (this.#ended.has(admitted.session) || this.#ended.has(admitted.id));
  }

  close(): void {
    this.#stop();
  }

  #remember(each: string): void {
    this.#ended.add(each);
    if (this.#ended.size <= MAX_REMEMBERED) return;
    const oldest = this.#ended.keys().next();
    if (!oldest.done) this.#ended.delete(oldest.value);
  }
}
