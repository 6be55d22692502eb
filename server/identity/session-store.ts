import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { PlayerId, SessionId } from "../ids.ts";
import type { Player, Session } from "./identity.ts";
import { nameKey } from "./name-key.ts";
import { TOKEN_LIFETIME_MS } from "./tokens.ts";

/** Devices of one player that may be signed in at once; one more ends the session that was seen last the longest ago. */
const MAX_SESSIONS = 20;
const SEEN_EVERY_MS = 10 * 60_000;
const MAX_DEVICE_LENGTH = 200;

/** Sessions in the database. */
export class SessionStore {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** The player of a session, as they are now; `ended` where it was revoked, expired or its player is gone; undefined where it was never stored. */
  async find(session: SessionId): Promise<Player | "ended" | undefined> {
    const now = this.#now();
    const { rows } = await sql<{ player: string; ended: boolean; name: string | null; guest: boolean | null }>`
      with seen as (
        update sessions set seen_at = ${now}
        where id = ${session} and revoked_at is null and seen_at < ${new Date(now.getTime() - SEEN_EVERY_MS)}
      )
      select player, revoked_at is not null or expires_at <= ${now} as ended, name, guest
      from sessions left join players on players.id = player where sessions.id = ${session}`.execute(this.#database);
    const row = rows[0];
    if (!row) return undefined;
    const { player, ended, name, guest } = row;
    return ended || name === null || guest === null ? "ended" : { id: player as PlayerId, name, guest };
  }

  /** Stores a guest and their session, unless they are there or were deleted. */
  async keepGuest({ id, name }: Player, session: SessionId, device: string): Promise<void> {
    const now = this.#now();
    const deleted = sql`select 1 from account_deletions where player = ${id}`;
    await sql`
      with kept as (
        insert into players (id, name, name_key, guest)
        select ${id}, ${name}, ${nameKey(name)}, true where not exists (${deleted}) on conflict do nothing
      )
      insert into sessions (id, player, device, created_at, seen_at, expires_at)
      select ${session}, ${id}, ${shortened(device)}, ${now}::timestamptz, ${now}::timestamptz, ${this.#end()}::timestamptz
      where not exists (${deleted}) on conflict do nothing`.execute(this.#database);
  }

  /** Returns the sessions that end for it: those beyond the twentieth. */
  async open(player: PlayerId, session: SessionId, device: string): Promise<readonly SessionId[]> {
    const now = this.#now();
    await this.#database
      .insertInto("sessions")
      .values({ id: session, player, device: shortened(device), created_at: now, seen_at: now, expires_at: this.#end() })
      .execute();
    const kept = this.#database
      .selectFrom("sessions")
      .select("id")
      .where("player", "=", player)
      .where("revoked_at", "is", null)
      .orderBy("seen_at", "desc")
      .orderBy("created_at", "desc")
      .limit(MAX_SESSIONS);
    const ended = await this.#database
      .updateTable("sessions")
      .set({ revoked_at: now })
      .where("player", "=", player)
      .where("revoked_at", "is", null)
      .where("id", "<>", session)
      .where("id", "not in", kept)
      .returning("id")
      .execute();
    return ended.map(({ id }) => id as SessionId);
  }

  /** False where the session has ended. */
  async extend(session: SessionId): Promise<boolean> {
    const now = this.#now();
    const { numUpdatedRows } = await this.#database
      .updateTable("sessions")
      .set({ seen_at: now, expires_at: this.#end() })
      .where("id", "=", session)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async list(player: PlayerId): Promise<readonly Session[]> {
    const rows = await this.#database
      .selectFrom("sessions")
      .select(["id", "device", "created_at", "seen_at"])
      .where("player", "=", player)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", this.#now())
      .orderBy("created_at", "desc")
      .orderBy("id")
      .execute();
    return rows.map(({ id, device, created_at, seen_at }) => ({ id: id as SessionId, device, createdAt: created_at, seenAt: seen_at }));
  }

  /** False where the player has no such session. */
  async revoke(player: PlayerId, session: SessionId): Promise<boolean> {
    const now = this.#now();
    const { numUpdatedRows } = await this.#database
      .updateTable("sessions")
      .set({ revoked_at: now })
      .where("id", "=", session)
      .where("player", "=", player)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Forgets sessions whose tokens have all expired, and guests who cannot come back and took part in no match. */
  async sweep(): Promise<void> {
    const now = this.#now();
    await this.#database.deleteFrom("sessions").where("expires_at", "<", now).execute();
    const ago = (lifetimes: number) => new Date(now.getTime() - lifetimes * TOKEN_LIFETIME_MS);
    // Between two times, so that guests who did play are not looked at for ever.
    await this.#database
      .deleteFrom("players")
      .where("guest", "=", true)
      .where("created_at", "<", ago(1))
      .where("created_at", ">", ago(3))
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom("sessions").select("sessions.id").whereRef("player", "=", "players.id"))))
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom("match_seats").select("position").whereRef("player", "=", "players.id"))))
      .execute();
  }

  #end(): Date {
    return new Date(this.#now().getTime() + TOKEN_LIFETIME_MS);
  }
}

function shortened(device: string): string {
  return device.replace(/[^\x20-\x7e]/g, "").slice(0, MAX_DEVICE_LENGTH);
}
