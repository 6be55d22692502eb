/** What the address asks for. */
export type Route = { readonly kind: "home" | "match" } | { readonly kind: "invite"; readonly code: string };

const CODE_LENGTH = 5;

/** The address while a match without a code is played. */
export const MATCH_PATH = "/play";

/** The route of a path: `/m/CODE` and `/join/CODE` lead into a private match. */
export function routeOf(path: string): Route {
  if (path === MATCH_PATH) return { kind: "match" };
  const parts = path.split("/").filter((part) => part !== "");
  const code = parts.length === 2 && (parts[0] === "m" || parts[0] === "join") ? readCode(parts[1] ?? "") : undefined;
  return code ? { kind: "invite", code } : { kind: "home" };
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
