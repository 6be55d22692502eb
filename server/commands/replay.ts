import { constants, existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { gameById } from "../../rooms/games.ts";
import { readConfig } from "../config.ts";
import { isMatchId, type MatchId } from "../ids.ts";
import { LocalJournal } from "../journal/local-journal.ts";
import { isOwned } from "../lib/sole-owner.ts";
import { describeRecord } from "../verification/describe-record.ts";
import { fetchRecord } from "../verification/fetch-record.ts";
import { type Verification, verifyRecord } from "../verification/verify-record.ts";

const USAGE = [
  "Usage: npm run replay -- verify|show FILE|MATCH_ID [--from URL]",
  "verify plays the record of a match again from its seed and inputs, and compares every hash, world and the end; show tells what it holds.",
  "A match is looked for in DATA_DIR, or asked for at the server of URL.",
].join("\n");
/** A match of 15 minutes with 16 players has about 15 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface ReplayAnswer {
  /** 0 verified, 1 something differs, 2 a record or call that cannot be read. */
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

type Found = { readonly ok: true; readonly bytes: Uint8Array; readonly live: boolean } | { readonly ok: false; readonly problem: string };

/** `env` is the environment that names DATA_DIR. */
export async function replayCommand(args: readonly string[], env?: Readonly<Record<string, string | undefined>>): Promise<ReplayAnswer> {
  const [verb, target, flag, url, ...rest] = args;
  const wellFormed = flag === undefined || (flag === "--from" && url !== undefined && URL.canParse(url));
  if ((verb !== "verify" && verb !== "show") || !target || !wellFormed || rest.length > 0) return { code: 2, text: USAGE };
  const found = await find(target, url, env);
  if (!found.ok) return refuse(target, found.problem);
  if (verb === "show") return show(target, found.bytes);
  const verification = verifyRecord(found.bytes, { gameById });
  if (verification.verdict === "cut" && found.live) return refuse(target, "this match is played now: verify it once it is over");
  return {
    code: CODES[verification.verdict],
    text: clean(verification.verdict === "verified" ? verification.text : `${target}: ${verification.text}`),
  };
}

const CODES = { verified: 0, cut: 0, differs: 1, damaged: 2, foreign: 2 } as const satisfies Record<Verification["verdict"], number>;

function show(target: string, bytes: Uint8Array): ReplayAnswer {
  const described = describeRecord(bytes, gameById);
  return described.ok ? { code: 0, text: described.lines.map(clean).join("\n") } : refuse(target, described.problem);
}

function refuse(target: string, problem: string): ReplayAnswer {
  return { code: 2, text: clean(`${target}: ${problem}.`) };
}

/** One line for a terminal, whatever a record has in its texts. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "?").slice(0, 600);
}

async function find(target: string, url: string | undefined, env: Parameters<typeof replayCommand>[1]): Promise<Found> {
  if (url !== undefined) {
    if (!isMatchId(target)) return { ok: false, problem: "a server is asked for the id of a match, such as m_0123456789abcdef" };
    const fetched = await fetchRecord(url, target, MAX_BYTES);
    return fetched.ok ? { ...fetched, live: false } : fetched;
  }
  const file = await readBounded(target);
  if (file.ok || !isMatchId(target) || file.problem !== NO_FILE) return file;
  const config = readConfig(env);
  if (!config.ok) return { ok: false, problem: config.problems.join("; ") };
  return ofJournal(config.config.dataDir, target);
}

async function ofJournal(dataDir: string, match: MatchId): Promise<Found> {
  const dir = join(dataDir, "journal");
  const bytes = existsSync(dir) ? await new LocalJournal(dir).readRecord(match) : undefined;
  if (!bytes) return { ok: false, problem: `${dataDir} has no record of it; a server that has it can be asked with --from URL` };
  if (bytes.length > MAX_BYTES) return { ok: false, problem: TOO_LARGE };
  return { ok: true, bytes, live: await isOwned(dataDir) };
}

const NO_FILE = "there is no such file";
const TOO_LARGE = `it is larger than any record (${MAX_BYTES} bytes)`;

async function readBounded(path: string): Promise<Found> {
  try {
    // A pipe would be waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const entry = await file.stat();
      if (!entry.isFile()) return { ok: false, problem: "it is no file" };
      if (entry.size > MAX_BYTES) return { ok: false, problem: TOO_LARGE };
      return { ok: true, bytes: await file.readFile(), live: false };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { ok: false, problem: code === "ENOENT" || code === "ENAMETOOLONG" ? NO_FILE : `it cannot be read (${code ?? "unknown"})` };
  }
}

if (import.meta.main) {
  const { code, text } = await replayCommand(process.argv.slice(2));
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
}
