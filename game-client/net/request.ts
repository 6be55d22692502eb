import { type Fields, fieldsOf } from "./fields.ts";

/** What came of a request; `away` where no server answered, else the server's own code. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly retryAfterSeconds?: number };

const TIMEOUT_MS = 5000;
/** A slow line may take longer for a segment than for an answer. */
const BYTES_TIMEOUT_MS = 15_000;

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
  return refused(response, body);
}

/** Asks for bytes, of which it takes `mostBytes` at most. */
export async function requestBytes(url: string, init: RequestInit, mostBytes: number): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(BYTES_TIMEOUT_MS) });
    if (!response.ok) return refused(response, fieldsOf(await response.json().catch(() => undefined)));
    if (Number(response.headers.get("content-length")) > mostBytes)
      return { ok: false, code: "replay/damaged", message: "more bytes than there can be" };
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > mostBytes) return { ok: false, code: "replay/damaged", message: "more bytes than there can be" };
    return { ok: true, value: bytes };
  } catch {
    return { ok: false, code: "away", message: "" };
  }
}

function refused(response: Response, body: Fields): Answer<never> {
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
