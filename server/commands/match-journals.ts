import { constants, existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { type ReplayFile, readReplayFile } from "../../rooms/lib/replay-file.ts";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { isMatchId, type MatchId } from "../ids.ts";
import { LocalJournal } from "../journal/local-journal.ts";
import { isOwned } from "../lib/sole-owner.ts";
import { type FetchOptions, fetchBytes } from "../verification/fetch-bytes.ts";

/** A match of 15 minutes with 16 players has about 15 MB. */
const MAX_BYTES = 64 * 1024 * 1024;
const TOO_LARGE = `it is larger than any that a match writes (${MAX_BYTES} bytes)`;
const NO_FILE = "there is no such file";

type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly problem: string };

/** The journal of a match, wherever it was found. */
export type FoundJournal = Answer<{
  readonly record: Uint8Array;
  /** Its match may still be played. */
  readonly live: boolean;
  /** What was broadcast; undefined where nobody was asked for it. */
  readonly broadcast: Answer<{ readonly file: ReplayFile }> | undefined;
}>;

export interface Sought {
  /** A file, or the id of a match. */
  readonly target: string;
  /** The file of a broadcast. */
  readonly replay: string | undefined;
  /** A server that has the match, and the token of a player who played it. */
  readonly from: string | undefined;
  readonly token: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
}

export async function findJournal({ target, replay, from, token, env }: Sought): Promise<FoundJournal> {
  if (from !== undefined) {
    if (!isMatchId(target)) return { ok: false, problem: "a server is asked for the id of a match, such as m_0123456789abcdef" };
    return ofServer(from, target, { token, maxBytes: MAX_BYTES });
  }
  const file = await readBounded(target);
  if (file.ok) return { ok: true, record: file.bytes, live: false, broadcast: replay === undefined ? undefined : parsed(await readBounded(replay)) };
  if (!isMatchId(target) || file.problem !== NO_FILE) return file;
  const config = readConfig(env);
  if (!config.ok) return { ok: false, problem: config.problems.join("; ") };
  return ofDirectory(config.config.dataDir, target);
}

async function ofServer(server: string, match: MatchId, options: FetchOptions): Promise<FoundJournal> {
  const at = (path: string) => new URL(`/api/matches/${match}/${path}`, server);
  const record = await fetchBytes(at("record"), options);
  if (!record.ok) return record;
  return { ok: true, record: record.bytes, live: false, broadcast: parsed(await fetchBytes(at("journal/file"), options)) };
}

async function ofDirectory(dataDir: string, match: MatchId): Promise<FoundJournal> {
  const dir = join(dataDir, "journal");
  const journal = existsSync(dir) ? new LocalJournal(dir) : undefined;
  const record = await journal?.readRecord(match);
  if (!journal || !record) return { ok: false, problem: `${dataDir} has no record of it; a server that has it can be asked with --from URL` };
  if (record.length > MAX_BYTES) return { ok: false, problem: TOO_LARGE };
  // What a crash cut and what is played now look alike.
  return { ok: true, record, live: isOwned(dataDir), broadcast: await broadcastIn(journal, match) };
}

async function broadcastIn(journal: LocalJournal, match: MatchId): Promise<Answer<{ readonly file: ReplayFile }>> {
  try {
    const index = await journal.index(match);
    if (!index) return { ok: false, problem: "it is not there" };
    const segments: (Uint8Array | undefined)[] = [];
    for (const { n } of index.segments) segments.push(await journal.segment(match, n));
    return { ok: true, file: { index, segment: (n) => segments[n] } };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, problem: "it is damaged" };
    throw error;
  }
}

function parsed(read: Answer<{ readonly bytes: Uint8Array }>): Answer<{ readonly file: ReplayFile }> {
  const file = read.ok ? readReplayFile(read.bytes) : read;
  if (file.ok) return file;
  return read.ok ? { ok: false, problem: `it is ${file.problem}` } : file;
}

async function readBounded(path: string): Promise<Answer<{ readonly bytes: Uint8Array }>> {
  try {
    // A pipe would be waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const entry = await file.stat();
      if (!entry.isFile()) return { ok: false, problem: "it is no file" };
      if (entry.size > MAX_BYTES) return { ok: false, problem: TOO_LARGE };
      return { ok: true, bytes: await file.readFile() };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { ok: false, problem: code === "ENOENT" || code === "ENAMETOOLONG" ? NO_FILE : `it cannot be read (${code ?? "unknown"})` };
  }
}
