import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import { checkIndex } from "../../rooms/lib/broadcast-index.ts";
import { journalDamaged } from "../lib/journal-damaged.ts";

/** An index as it was stored: checked as if it came from anywhere. Throws AppError `journal/damaged`. */
export function storedIndex(raw: unknown): BroadcastIndex {
  return checkIndex(raw) ?? refuse();
}

/** JSON as it was stored. Throws AppError `journal/damaged`. */
export function storedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse();
    throw error;
  }
}

function refuse(): never {
  throw journalDamaged();
}
