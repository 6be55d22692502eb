import { AppError } from "../errors.ts";
import { newPlayerId, newSessionId, type PlayerId, type SessionId } from "../ids.ts";
import type { AccountStore } from "./account-store.ts";
import type { DatabaseReach } from "./database-reach.ts";
import { generatedName } from "./guest-name.ts";
import type { Identity, Issued, Player, Session, SignedIn } from "./identity.ts";
import type { Known, KnownSessions } from "./known-sessions.ts";
import { nameTaken } from "./name-taken.ts";
import { cleanName } from "./player-name.ts";
import { isStaffName } from "./reserved-names.ts";
import type { SessionEndings } from "./session-endings.ts";
import type { SessionStore } from "./session-store.ts";
import type { Tokens } from "./tokens.ts";

export interface StoredIdentityOptions {
  readonly tokens: Tokens;
  readonly sessions: SessionStore;
  /** Whose names guests may not take. */
  readonly accounts: Pick<AccountStore, "isTaken">;
  readonly known: KnownSessions;
  readonly endings: SessionEndings;
  readonly reach: DatabaseReach;
}

/** Of some 1700 generated names few belong to accounts: the first is mostly free. */
const MOST_TRIES = 10;

/**
 * Tokens that are signed, and sessions in the database. While the database is away, a token that is signed and has not
 * expired is taken at its word, unless this process knows that its session has ended.
 */
export class StoredIdentity implements Identity {
  readonly #options: StoredIdentityOptions;
  readonly #asking = new Map<SessionId, Promise<Known | "away">>();

  constructor(options: StoredIdentityOptions) {
    this.#options = options;
  }

  async guest(name: string | undefined, device = ""): Promise<Issued> {
    const { tokens, sessions, reach } = this.#options;
    const player: Player = { id: newPlayerId(), name: name === undefined ? await this.#freeName() : guestName(name), guest: true };
    if (name !== undefined && (await this.#isTaken(player.name))) throw nameTaken();
    const session = newSessionId();
    const [token] = await Promise.all([tokens.sign(player, session), reach.ask(() => sessions.keepGuest(player, session, device))]);
    return { token, player };
  }

  async verify(token: string): Promise<Player | undefined> {
    return (await this.signedIn(token))?.player;
  }

  async signedIn(token: string): Promise<SignedIn | undefined> {
    const claimed = await this.#options.tokens.read(token);
    if (!claimed) return undefined;
    const known = this.#options.known.fresh(claimed.session) ?? (await this.#ask(claimed));
    const player = known === "away" ? (this.#options.known.last(claimed.session) ?? claimed.player) : known;
    return player !== "ended" && player.id === claimed.player.id ? { ...claimed, player } : undefined;
  }

  async renew({ player, session }: SignedIn): Promise<Issued> {
    const { tokens, sessions, known, reach } = this.#options;
    const extended = await reach.need(async () => {
      if (player.guest) await sessions.keepGuest(player, session, "");
      return sessions.extend(session);
    });
    if (!extended) {
      known.end(session);
      throw new AppError("identity/token", "Sign in again: this session has ended.");
    }
    return { token: await tokens.sign(player, session), player };
  }

  /** Stores a guest who came while the database was away, now. */
  async keep({ player, session }: SignedIn): Promise<void> {
    await this.#options.reach.need(() => this.#options.sessions.keepGuest(player, session, ""));
  }

  /** A new session of a registered player. */
  async open(player: Player, device: string): Promise<Issued> {
    const session = newSessionId();
    this.ended(player.id, await this.#options.reach.need(() => this.#options.sessions.open(player.id, session, device)));
    return { token: await this.#options.tokens.sign(player, session), player };
  }

  async sessions(player: PlayerId): Promise<readonly Session[]> {
    return this.#options.reach.need(() => this.#options.sessions.list(player));
  }

  async revoke(player: PlayerId, session: SessionId): Promise<boolean> {
    const revoked = await this.#options.reach.need(() => this.#options.sessions.revoke(player, session));
    if (revoked) this.ended(player, [session]);
    return revoked;
  }

  /** These sessions have ended in the database: here and everywhere, also for sockets. */
  ended(player: PlayerId, sessions: readonly SessionId[]): void {
    const { known, endings } = this.#options;
    for (const session of sessions) known.end(session);
    if (sessions.length > 0) endings.tell({ player, sessions });
  }

  /** A generated name that no account has; whoever gave none is never refused. */
  async #freeName(): Promise<string> {
    let name = generatedName();
    for (let tries = 1; tries < MOST_TRIES && (await this.#isTaken(name)); tries++) name = generatedName();
    return name;
  }

  /** Nobody knows while the database is away, and guests get in all the same. */
  async #isTaken(name: string): Promise<boolean> {
    return (await this.#options.reach.ask(() => this.#options.accounts.isTaken(name))) === true;
  }

  #ask(claimed: SignedIn): Promise<Known | "away"> {
    const asking = this.#asking.get(claimed.session) ?? this.#find(claimed).finally(() => this.#asking.delete(claimed.session));
    this.#asking.set(claimed.session, asking);
    return asking;
  }

  async #find({ player, session }: SignedIn): Promise<Known | "away"> {
    const { sessions, known, reach } = this.#options;
    const { age } = known;
    const found = await reach.ask(async () => {
      const stored = await sessions.find(session);
      // A guest who came while the database was away; of anybody else's session there is always a row.
      if (stored !== undefined || !player.guest) return stored ?? "ended";
      await sessions.keepGuest(player, session, "");
      return (await sessions.find(session)) ?? "ended";
    });
    if (found !== "away") known.remember(session, found, age);
    return found;
  }
}

function guestName(raw: string): string {
  const name = cleanName(raw);
  if (isStaffName(name)) throw new AppError("identity/name", "This name is the server's own: choose another.");
  return name;
}
