import { setTimeout as wait } from "node:timers/promises";
import type { BroadcastFrame } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import { JournalTrouble } from "../journal/journal-trouble.ts";
import { LocalJournal } from "../journal/local-journal.ts";

/**
 * A process that writes the journal of one match and says each tick on stdout, until it is killed; with `full` 600 ticks, and
 * then what became of them, as JSON. `journal-writer.ts DIRECTORY MATCH [full]`.
 */
const [dir = "", matchId = "", full] = process.argv.slice(2);
const log: string[] = [];
const incomplete: string[] = [];
const trouble = new JournalTrouble({ error: (_, event) => log.push(event) }, (stream) => incomplete.push(stream));
const journal = new LocalJournal(dir, trouble);
const record = journal.openRecord(matchId as MatchId);
const broadcast = journal.openBroadcast({ game: "hands", build: "test", matchId, startedAt: 0, tickHz: 30, patchHz: 30, schema: "00" });
let heard = 0;
let appended = 0;
await journal.tail(matchId as MatchId, () => heard++);
for (let tick = 1; full === undefined || tick <= 600; tick++) {
  const at = { tick, atMs: tick * 33 };
  const bytes = Uint8Array.from({ length: 200 }, (_, i) => (i * tick * 2654435761) >>> 13);
  if (tick > 1) append({ kind: "patch", ...at, bytes });
  if (tick % 20 === 1) append({ kind: "state", ...at, bytes });
  record.append(bytes);
  if (!full) process.stdout.write(`${tick}\n`);
  await wait(full ? 0 : 2);
}
append({ kind: "end", tick: 600, atMs: 600 * 33 });
const closed = await Promise.allSettled([record.close(), broadcast.close()]);
const rejected = closed.filter(({ status }) => status === "rejected").length;
console.log(JSON.stringify({ heard, appended, incomplete: incomplete.sort(), log, rejected }));

function append(frame: BroadcastFrame): void {
  appended++;
  broadcast.append(frame);
}
