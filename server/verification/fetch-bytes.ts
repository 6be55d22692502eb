import { readBounded } from "../lib/read-bounded.ts";

const TIMEOUT_MS = 30_000;
/** More than any error of ours has. */
const MAX_ERROR_BYTES = 16 * 1024;

type Fetched = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly problem: string };

export interface FetchOptions {
  /** Of a player who may have it. */
  readonly token: string | undefined;
  /** No more is read of whatever answers there. */
  readonly maxBytes: number;
}

/** What a server has under an address, or why not in words that fit after the name of what was asked for. */
export async function fetchBytes(url: URL, { token, maxBytes }: FetchOptions): Promise<Fetched> {
  try {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const bytes = await readBounded(response, response.ok ? maxBytes : MAX_ERROR_BYTES);
    if (!response.ok) return { ok: false, problem: `the server answers ${response.status}${sentence(bytes)}` };
    return bytes ? { ok: true, bytes } : { ok: false, problem: `the server sends more than any match has (${maxBytes} bytes)` };
  } catch (error) {
    const { cause, message } = error as Error;
    return { ok: false, problem: `the server cannot be asked (${cause instanceof Error ? cause.message : message})` };
  }
}

/** What an error of ours says. */
function sentence(bytes: Uint8Array | undefined): string {
  try {
    const { error } = JSON.parse(Buffer.from(bytes ?? []).toString()) as { error?: { message?: unknown } };
    return typeof error?.message === "string" ? `: ${error.message.replace(/\.$/, "")}` : "";
  } catch {
    return "";
  }
}
