import { parseArgs } from "node:util";
import { gameById } from "../../rooms/games.ts";
import { buildName } from "../lib/build-name.ts";
import { spectatorWorld } from "../room/spectator-world.ts";
import { describeRecord } from "../verification/describe-record.ts";
import { unpackBroadcast } from "../verification/unpack-broadcast.ts";
import { type Verification, verifyRecord } from "../verification/verify-record.ts";
import { type FoundJournal, findJournal, type Sought } from "./match-journals.ts";

const USAGE = [
  "Usage: npm run replay -- verify|show FILE|MATCH_ID [BROADCAST] [--from URL [--token TOKEN]]",
  "verify plays the record of a match again from its seed and inputs, and compares every hash, world and the end; where its broadcast is at hand,",
  "also each state that spectators saw. show tells what a record holds. A match is looked for in DATA_DIR, or asked for at the server of URL, with",
  "the token of a player for a private one. BROADCAST is a .velarium file, beside the FILE of a record.",
  "Ends with 0: verified, also up to where a record is cut, which it then says; 1: something differs; 2: it cannot be read or played.",
].join("\n");

export interface ReplayAnswer {
  /** 0 verified, 1 something differs, 2 a record or call that cannot be read. */
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

const CODES = { verified: 0, cut: 0, differs: 1, damaged: 2, foreign: 2 } as const satisfies Record<Verification["verdict"], number>;

/** `env` is the environment that names DATA_DIR. */
export async function replayCommand(args: readonly string[], env?: Sought["env"]): Promise<ReplayAnswer> {
  const asked = readArgs(args);
  if (!asked) return { code: 2, text: USAGE };
  const { verb, ...sought } = asked;
  const found = await findJournal({ ...sought, env });
  if (!found.ok) return refuse(asked.target, found.problem);
  return verb === "show" ? show(asked.target, found.record) : verify(asked, found);
}

type Asked = Omit<Sought, "env"> & { readonly verb: "verify" | "show" };

function readArgs(args: readonly string[]): Asked | undefined {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { from: { type: "string" }, token: { type: "string" } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const unknown = tokens.some((token) => token.kind === "option" && (!["from", "token"].includes(token.name) || !token.value));
  const [verb, target, replay, ...rest] = positionals;
  const { from, token } = values as { from?: string; token?: string };
  if (unknown || rest.length > 0 || !target || (verb !== "verify" && verb !== "show")) return undefined;
  if (from !== undefined ? !isAddress(from) || replay !== undefined : token !== undefined) return undefined;
  return { verb, target, replay, from, token };
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text);
}

function verify({ target, replay }: Asked, { record, live, broadcast }: Extract<FoundJournal, { ok: true }>): ReplayAnswer {
  if (replay !== undefined && broadcast && !broadcast.ok) return refuse(replay, broadcast.problem);
  const seen = broadcast?.ok ? { broadcast: unpackBroadcast(broadcast.file), view: spectatorWorld } : undefined;
  const { verdict, text } = verifyRecord(record, { gameById, build: buildName(), seen });
  if (verdict === "cut" && live) return refuse(target, "this match is played now: verify it once it is over");
  const said = broadcast && !broadcast.ok ? `${text} (without its broadcast: ${broadcast.problem})` : text;
  return { code: CODES[verdict], text: clean(verdict === "verified" ? said : `${target}: ${said}`) };
}

function show(target: string, bytes: Uint8Array): ReplayAnswer {
  const described = describeRecord(bytes, gameById);
  return described.ok ? { code: 0, text: described.lines.map(clean).join("\n") } : refuse(target, described.problem);
}

function refuse(target: string, problem: string): ReplayAnswer {
  return { code: 2, text: clean(`${target}: ${problem}.`) };
}

/** One line for a terminal, whatever a record has in its texts. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "?").slice(0, 800);
}

if (import.meta.main) {
  // What the SDK says of damaged bytes the answer says.
  console.error = console.warn = () => undefined;
  const { code, text } = await replayCommand(process.argv.slice(2));
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
}
