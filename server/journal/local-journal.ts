import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BroadcastFrame, BroadcastHead, BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import { BroadcastFolder } from "./broadcast-folder.ts";
import type { Journal, JournalStream, RecordPiece, StopTail } from "./journal.ts";
import type { JournalTrouble } from "./journal-trouble.ts";
import { LocalBroadcast } from "./local-broadcast.ts";
import { LocalRecord } from "./local-record.ts";
import { WriteTurns } from "./write-turns.ts";

/** Journals in a directory, a folder for each match: `record`, and the files of LocalBroadcast. */
export class LocalJournal implements Journal {
  readonly #dir: string;
  readonly #trouble: JournalTrouble | undefined;
  readonly #turns = new WriteTurns();
  readonly #records = new Map<MatchId, LocalRecord>();
  readonly #broadcasts = new Map<MatchId, LocalBroadcast>();

  /** `trouble` hears of what could not be stored. */
  constructor(dir: string, trouble?: JournalTrouble) {
    this.#dir = dir;
    this.#trouble = trouble;
    mkdirSync(dir, { recursive: true });
  }

  /** Whether this process writes it at this moment. */
  isLive(match: MatchId): boolean {
    return this.#records.has(match) || this.#broadcasts.has(match);
  }

  openRecord(match: MatchId): JournalStream<RecordPiece> {
    const path = join(this.#folder(match), "record");
    const record = new LocalRecord({ path, match, turns: this.#turns, trouble: this.#trouble, over: () => this.#records.delete(match) });
    this.#records.set(match, record);
    return record;
  }

  openBroadcast(head: BroadcastHead): JournalStream<BroadcastFrame> {
    const match = head.matchId as MatchId;
    const broadcast = new LocalBroadcast({
      dir: this.#folder(match),
      head,
      turns: this.#turns,
      trouble: this.#trouble,
      over: () => this.#broadcasts.delete(match),
    });
    this.#broadcasts.set(match, broadcast);
    return broadcast;
  }

  /** Earlier builds wrote `<match>.record` beside the folders. */
  async readRecord(match: MatchId): Promise<Uint8Array | undefined> {
    this.#records.get(match)?.flush();
    for (const path of [join(this.#folder(match), "record"), `${this.#folder(match)}.record`]) {
      try {
        return await readFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    }
    return undefined;
  }

  async index(match: MatchId): Promise<BroadcastIndex | undefined> {
    return this.#read(match).index();
  }

  async segment(match: MatchId, n: number): Promise<Uint8Array | undefined> {
    return this.#read(match).segment(n);
  }

  async tail(match: MatchId, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined> {
    return this.#broadcasts.get(match)?.tail(listener);
  }

  #read(match: MatchId): BroadcastFolder {
    return new BroadcastFolder(this.#folder(match), this.#broadcasts.has(match));
  }

  #folder(match: MatchId): string {
    if (!/^[A-Za-z0-9_-]+$/.test(match)) throw new RangeError("a match id has letters, digits, - and _ alone");
    return join(this.#dir, match);
  }
}
