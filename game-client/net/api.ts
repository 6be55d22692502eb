import { type Fields, fieldsOf, listOf, numberOf, textOf } from "./fields.ts";
import { type Answer, reading, request, sending } from "./request.ts";

export type { Answer } from "./request.ts";

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

/** A token and whose it is. */
export interface Issued {
  readonly token: string;
  readonly player: SignedInPlayer;
}

/** Where a code leads. */
export interface Invite {
  readonly game: string;
  readonly roomId: string;
  /** The match that is played there; empty before play begins. */
  readonly match: string;
}

export interface Api {
  guest(name: string | undefined): Promise<Answer<Issued>>;
  me(token: string): Promise<Answer<{ player: SignedInPlayer; match: HeldMatch | null }>>;
  rename(token: string, name: string): Promise<Answer<SignedInPlayer>>;
  /** Another token of the same session, for longer. */
  renew(token: string): Promise<Answer<Issued>>;
  invite(code: string): Promise<Answer<Invite>>;
  games(): Promise<Answer<readonly ListedGame[]>>;
  now(): Promise<Answer<Now>>;
}

/** The server's HTTP routes at `origin`. */
export function httpApi(origin: string): Api {
  const call = <T>(path: string, init: RequestInit, read: (body: Fields) => T | undefined) => request(`${origin}/api${path}`, init, read);
  return {
    guest: (name) => call("/guest", sending("POST", name ? { name } : {}), readIssued),
    me: (token) => call("/me", reading(token), readMe),
    rename: (token, name) => call("/me", sending("PATCH", { name }, token), ({ player }) => readPlayer(player)),
    renew: (token) => call("/token", sending("POST", {}, token), readIssued),
    invite: (code) => call(`/invites/${encodeURIComponent(code)}`, {}, readInvite),
    games: () => call("/games", {}, ({ games }) => listOf(games, readGame)),
    now: () => call("/now", {}, readNow),
  };
}

export function readIssued({ token, player }: Fields): Issued | undefined {
  const issuedTo = readPlayer(player);
  return issuedTo && typeof token === "string" ? { token, player: issuedTo } : undefined;
}

function readMe(body: Fields): { player: SignedInPlayer; match: HeldMatch | null } | undefined {
  const player = readPlayer(body.player);
  if (!player) return undefined;
  const { id, game, roomId } = fieldsOf(body.match);
  return { player, match: typeof roomId === "string" ? { id: textOf(id), game: textOf(game), roomId } : null };
}

function readInvite({ game, roomId, match }: Fields): Invite | undefined {
  return typeof game === "string" && typeof roomId === "string" ? { game, roomId, match: textOf(match) } : undefined;
}

function readGame({ id, title, seats }: Fields): ListedGame {
  return { id: textOf(id), title: textOf(title) || textOf(id), maxSeats: numberOf(fieldsOf(seats).max) };
}

function readNow({ players, matches, build, stopping }: Fields): Now | undefined {
  if (typeof players !== "number" || typeof matches !== "number") return undefined;
  return { players, matches, build: typeof build === "string" ? build : undefined, stopping: stopping === true };
}

export function readPlayer(value: unknown): SignedInPlayer | undefined {
  const { id, name, guest } = fieldsOf(value);
  return typeof id === "string" ? { id, name: textOf(name), guest: guest === true } : undefined;
}
