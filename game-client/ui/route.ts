/** What the address asks for. */
export type Route =
  | { readonly kind: "home" | "match" }
  | { readonly kind: "invite"; readonly code: string }
  | { readonly kind: "page"; readonly page: PagePath };

/** A page beside play. */
export type PagePath =
  | { readonly name: "account" }
  /** `me` is whoever looks. */
  | { readonly name: "player"; readonly id: string }
  | { readonly name: "details"; readonly id: string }
  /** Matches that are played now. */
  | { readonly name: "live" }
  /** A match that is watched, live or later. */
  | { readonly name: "watch"; readonly id: string }
  /** A match that is watched from a file. */
  | { readonly name: "replay" }
  | { readonly name: "board"; readonly id: string | undefined };

const CODE_LENGTH = 5;

/** The address while a match without a code is played. */
export const MATCH_PATH = "/play";

/** The route of a path: `/m/CODE` and `/join/CODE` lead into a private match, `/account`, `/players/ID`, `/matches/ID`, `/leaderboards/BOARD`, `/live`, `/watch/ID` and `/replay` to a page. */
export function routeOf(path: string): Route {
  if (path === MATCH_PATH) return { kind: "match" };
  const parts = path.split("/").filter((part) => part !== "");
  const page = pageOf(parts);
  if (page) return { kind: "page", page };
  const code = parts.length === 2 && (parts[0] === "m" || parts[0] === "join") ? readCode(parts[1] ?? "") : undefined;
  return code ? { kind: "invite", code } : { kind: "home" };
}

function pageOf([first, id, ...more]: readonly string[]): PagePath | undefined {
  if (more.length > 0) return undefined;
  if (first === "account" && id === undefined) return { name: "account" };
  if ((first === "live" || first === "replay") && id === undefined) return { name: first };
  if (first === "leaderboards") return { name: "board", id };
  if (id === undefined) return undefined;
  if (first === "players") return { name: "player", id };
  if (first === "watch") return { name: "watch", id };
  return first === "matches" ? { name: "details", id } : undefined;
}

export function playerPath(id: string): string {
  return `/players/${encodeURIComponent(id)}`;
}

export function matchPath(id: string): string {
  return `/matches/${encodeURIComponent(id)}`;
}

/** `query` says where in the match, and how it is seen: see platform/watch/watch-address.ts. */
export function watchPath(id: string, query = ""): string {
  return `/watch/${encodeURIComponent(id)}${query}`;
}

export function boardPath(id: string): string {
  return `/leaderboards/${encodeURIComponent(id)}`;
}

/** The code in what a person typed or pasted, a whole link included; undefined where there is none. */
export function readCode(text: string): string | undefined {
  const last =
    text
      .trim()
      .split(/[/?#]/)
      .filter((part) => part !== "")
      .at(-1) ?? "";
  const code = last.replace(/[\s-]/g, "").toUpperCase();
  return code.length === CODE_LENGTH && /^[A-Z]+$/.test(code) ? code : undefined;
}

/** The link that friends open. */
export function inviteLink(origin: string, code: string): string {
  return `${origin}/m/${code}`;
}
