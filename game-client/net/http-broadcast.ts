import { MAX_SEGMENT_BYTES } from "../../rooms/lib/broadcast.ts";
import { checkIndex } from "../../rooms/lib/broadcast-index.ts";
import type { BroadcastListing, BroadcastSource } from "./broadcast-source.ts";
import { fieldsOf, numberOf } from "./fields.ts";
import { type Answer, reading, request, requestBytes } from "./request.ts";

export interface HttpBroadcast {
  readonly id: string;
  /** Of a private match, or whoever's match it was. */
  readonly token?: string | undefined;
  readonly code?: string | undefined;
}

/** The broadcast of a match as this page's server gives it. */
export function httpBroadcast({ id, token, code = "" }: HttpBroadcast): BroadcastSource {
  const root = `/api/matches/${encodeURIComponent(id)}/journal`;
  const query = code === "" ? "" : `?code=${encodeURIComponent(code)}`;
  return {
    listing: () => request(root + query, reading(token), ({ journal }) => readListing(journal)).then(damagedWhereUnread),
    segment: (n) => requestBytes(`${root}/segments/${n}${query}`, reading(token), MAX_SEGMENT_BYTES),
  };
}

/** `null`: something is in it that cannot be. */
function readListing(journal: unknown): BroadcastListing | null {
  const index = checkIndex(journal);
  return index ? { ...index, delayMs: numberOf(fieldsOf(journal).delayMs) } : null;
}

function damagedWhereUnread(answer: Answer<BroadcastListing | null>): Answer<BroadcastListing> {
  if (!answer.ok) return answer;
  const { value } = answer;
  return value ? { ok: true, value } : { ok: false, code: "replay/damaged", message: "the index" };
}
