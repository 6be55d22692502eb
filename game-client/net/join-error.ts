/** Colyseus' own codes of a refused join, in our words. */
const CODES: Readonly<Record<number, string>> = {
  // No such room handler, criteria without a room, an unknown room id.
  520: "match/unknown",
  521: "match/unknown",
  522: "match/unknown",
  // The reservation expired before the socket was there.
  524: "away",
  525: "identity/token",
};

/** The server's error code and sentence in what the SDK rejected a join with. */
export function readJoinError(error: unknown): { code: string; message: string } {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = typeof message === "string" ? message : "";
  if (typeof code === "string" && code.includes("/")) return { code, message: text };
  return { code: (typeof code === "number" && CODES[code]) || "away", message: text };
}
