import { type Fields, fieldsOf } from "./fields.ts";

/** What came of a request; `away` where no server answered, else the server's own code. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly retryAfterSeconds?: number };

const TIMEOUT_MS = 5000;

/** Asks the server; `read` makes a value of what it answered, undefined where that makes no sense. */
export async function request<T>(url: string, init: RequestInit, read: (body: Fields) => T | undefined): Promise<Answer<T>> {
  let response: Response;
  let body: Fields;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    body = fieldsOf(await response.json().catch(() => undefined));
  } catch {
    return { ok: false, code: "away", message: "" };
  }
  if (response.ok) {
    const value = read(body);
    return value === undefined ? { ok: false, code: "away", message: "" } : { ok: true, value };
  }
  const { code, message } = fieldsOf(body.error);
  const retryAfterSeconds = Number(response.headers.get("retry-after")) || undefined;
  const known = typeof code === "string" ? code : response.status === 401 ? "identity/token" : "away";
  return { ok: false, code: known, message: String(message ?? ""), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** A request with a body, as `token`'s player where one is given. */
export function sending(method: "POST" | "PATCH" | "DELETE", body: object, token?: string): RequestInit {
  return { method, headers: { "content-type": "application/json", ...authorization(token) }, body: JSON.stringify(body) };
}

/** A request for something to read, as `token`'s player where one is given. */
export function reading(token?: string): RequestInit {
  return { headers: authorization(token) };
}

function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
