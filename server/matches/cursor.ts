import { isMatchId, type MatchId } from "../ids.ts";

/** Where a page of matches ended: newest first, by time and then by id, so that pages stay the same whatever is added. */
export interface Cursor {
  readonly at: Date;
  readonly id: MatchId;
}

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString("base64url");
}

/** Undefined where it is none of ours. */
export function readCursor(text: string): Cursor | undefined {
  const [ms = "", id = "", ...rest] = Buffer.from(text, "base64url").toString("latin1").split(".");
  if (!/^\d{1,15}$/.test(ms) || !isMatchId(id) || rest.length > 0) return undefined;
  return { at: new Date(Number(ms)), id };
}
