/** Who the server says we are. */
export interface SignedInPlayer {
  readonly id: string;
  readonly name: string;
  readonly guest: boolean;
}

/** The seat that a player still holds. */
export interface HeldMatch {
  readonly id: string;
  readonly game: string;
  readonly roomId: string;
}

/** A game that the server plays. */
export interface ListedGame {
  readonly id: string;
  readonly title: string;
  readonly maxSeats: number;
}

/** Who plays now, and what the server is about to do. */
export interface Now {
  readonly players: number;
  readonly matches: number;
  /** The build of the page that is served now; undefined where none is built. */
  readonly build: string | undefined;
  readonly stopping: boolean;
}

/** What came of a request; `away` where no server answered, else the server's own code. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly message: string };

export interface Api {
  guest(name: string | undefined): Promise<Answer<{ token: string; player: SignedInPlayer }>>;
  me(token: string): Promise<Answer<{ player: SignedInPlayer; match: HeldMatch | null }>>;
  invite(code: string): Promise<Answer<{ game: string; roomId: string }>>;
  games(): Promise<Answer<readonly ListedGame[]>>;
  now(): Promise<Answer<Now>>;
}

const TIMEOUT_MS = 5000;

/** The server's HTTP routes at `origin`. */
export function httpApi(origin: string): Api {
  const call = <T>(path: string, init: RequestInit, read: (body: Record<string, unknown>) => T | undefined) =>
    request(`${origin}${path}`, init, read);
  return {
    guest: (name) => call("/api/guest", post(name ? { name } : {}), readGuest),
    me: (token) => call("/api/me", { headers: { authorization: `Bearer ${token}` } }, readMe),
    invite: (code) => call(`/api/invites/${encodeURIComponent(code)}`, {}, readInvite),
    games: () => call("/api/games", {}, readGames),
    now: () => call("/api/now", {}, readNow),
  };
}

async function request<T>(url: string, init: RequestInit, read: (body: Record<string, unknown>) => T | undefined): Promise<Answer<T>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    body = await response.json().catch(() => undefined);
  } catch {
    return { ok: false, code: "away", message: "" };
  }
  const fields = isRecord(body) ? body : {};
  if (response.ok) {
    const value = read(fields);
    return value === undefined ? { ok: false, code: "away", message: "" } : { ok: true, value };
  }
  const error = isRecord(fields.error) ? fields.error : {};
  if (typeof error.code === "string") return { ok: false, code: error.code, message: String(error.message ?? "") };
  return { ok: false, code: response.status === 401 ? "identity/token" : "away", message: "" };
}

function post(body: object): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function readGuest(body: Record<string, unknown>): { token: string; player: SignedInPlayer } | undefined {
  const player = readPlayer(body.player);
  return player && typeof body.token === "string" ? { token: body.token, player } : undefined;
}

function readMe(body: Record<string, unknown>): { player: SignedInPlayer; match: HeldMatch | null } | undefined {
  const player = readPlayer(body.player);
  if (!player) return undefined;
  const match = isRecord(body.match) ? body.match : undefined;
  const held = match && typeof match.roomId === "string" ? { id: String(match.id), game: String(match.game), roomId: match.roomId } : null;
  return { player, match: held };
}

function readInvite(body: Record<string, unknown>): { game: string; roomId: string } | undefined {
  const invite = isRecord(body.invite) ? body.invite : body;
  return typeof invite.game === "string" && typeof invite.roomId === "string" ? { game: invite.game, roomId: invite.roomId } : undefined;
}

function readGames(body: Record<string, unknown>): readonly ListedGame[] | undefined {
  if (!Array.isArray(body.games)) return undefined;
  return body.games.flatMap((game) => {
    if (!isRecord(game) || typeof game.id !== "string") return [];
    const seats = isRecord(game.seats) ? game.seats : {};
    return [{ id: game.id, title: String(game.title ?? game.id), maxSeats: Number(seats.max) || 0 }];
  });
}

function readNow(body: Record<string, unknown>): Now | undefined {
  const { players, matches, build, stopping } = body;
  if (typeof players !== "number" || typeof matches !== "number") return undefined;
  return { players, matches, build: typeof build === "string" ? build : undefined, stopping: stopping === true };
}

function readPlayer(value: unknown): SignedInPlayer | undefined {
  if (!isRecord(value) || typeof value.id !== "string") return undefined;
  return { id: value.id, name: String(value.name ?? ""), guest: value.guest === true };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}
