import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BroadcastFrame, BroadcastHead, BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import { AppendFile } from "./append-file.ts";
import { BroadcastFolder } from "./broadcast-folder.ts";
import type { Journal, JournalStream, StopTail } from "./journal.ts";
import { LocalBroadcast } from "./local-broadcast.ts";

/** Journals in a directory, a folder for each match: `record`, and the files of LocalBroadcast. */
export class LocalJournal implements Journal {
  readonly #dir: string;
  readonly #live = new Map<MatchId, LocalBroadcast>();

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  openRecord(match: MatchId): JournalStream<Uint8Array> {
    return new AppendFile(join(this.#folder(match), "record"));
  }

  openBroadcast(head: BroadcastHead): JournalStream<BroadcastFrame> {
    const match = head.matchId as MatchId;
    const broadcast = new LocalBroadcast(this.#folder(match), head, () => this.#live.delete(match));
    this.#live.set(match, broadcast);
    return broadcast;
  }

  /** Earlier builds wrote `<match>.record` beside the folders. */
  async readRecord(match: MatchId): Promise<Uint8Array | undefined> {
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
    return new BroadcastFolder(this.#folder(match)).index(this.#live.has(match));
  }

  async segment(match: MatchId, n: number): Promise<Uint8Array | undefined> {
    return new BroadcastFolder(this.#folder(match)).segment(n, this.#live.has(match));
  }

  async tail(match: MatchId, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined> {
    return this.#live.get(match)?.tail(listener);
  }

  #folder(match: MatchId): string {
    if (!/^[A-Za-z0-9_-]+$/.test(match)) throw new RangeError("a match id has letters, digits, - and _ alone");
    return join(this.#dir, match);
  }
}
