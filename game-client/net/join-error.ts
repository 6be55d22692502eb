/** What a refusal means of which only the status is known. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: "match/options",
  401: "identity/token",
  404: "match/unknown",
  409: "match/full",
  410: "match/over",
  429: "request/too-many",
  500: "server/fault",
  503: "server/stopping",
};

/** The server's error code and sentence in what the SDK rejected a join with; `away` where no server refused it. */
export function readJoinError(error: unknown): { code: string; message: string } {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const said = typeof message === "string" ? message : "";
  // Codes of a system, such as ECONNREFUSED, have no area.
  if (typeof code === "string" && code.includes("/")) return { code, message: said };
  return { code: (typeof code === "number" && BY_STATUS[code]) || "away", message: said };
}
