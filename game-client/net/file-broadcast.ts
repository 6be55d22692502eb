import { type ReplayProblem, readReplayFile } from "../../rooms/lib/replay-file.ts";
import type { BroadcastSource } from "./broadcast-source.ts";
import type { Answer } from "./request.ts";

/** Ten hours of a full match. A page holds the whole file. */
export const MOST_MEGABYTES = 512;

const CODES: Readonly<Record<ReplayProblem, string>> = {
  "not a replay": "replay/foreign",
  "an unknown format": "replay/newer",
  "cut short": "replay/damaged",
  damaged: "replay/damaged",
};

/** The broadcast in a replay file, which may be anything. */
export async function fileBroadcast(file: Blob): Promise<Answer<BroadcastSource>> {
  if (file.size > MOST_MEGABYTES * 1024 * 1024) return { ok: false, code: "replay/too-large", message: "" };
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { ok: false, code: "file/unreadable", message: "" };
  }
  const read = readReplayFile(bytes);
  if (!read.ok) return { ok: false, code: CODES[read.problem], message: read.problem };
  const { index, segment } = read.file;
  return {
    ok: true,
    value: {
      listing: async () => ({ ok: true, value: { ...index, delayMs: 0 } }),
      async segment(n) {
        const stored = segment(n);
        return stored ? { ok: true, value: new Uint8Array(stored) } : { ok: false, code: "replay/damaged", message: `segment ${n}` };
      },
    },
  };
}
