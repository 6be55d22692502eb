import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { BroadcastFrame, BroadcastHead, BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import { isMatchId, type MatchId } from "../ids.ts";
import { isJournalDamaged } from "../lib/journal-damaged.ts";
import { redisAway } from "../redis/redis-away.ts";
import { bytesOf, type Journal, type JournalStream, type RecordPiece, type StopTail } from "./journal.ts";
import type { JournalArchive } from "./journal-archive.ts";
import type { LocalJournal } from "./local-journal.ts";
import type { RedisJournal } from "./redis-journal.ts";

const SWEEP_EVERY_MS = 10_000;
/** Where the disk is full, Redis has so long to take the rest. */
const LIVE_CLOSE_MS = 5000;

export interface ArchivedJournalOptions {
  readonly local: LocalJournal;
  /** Where `local` has its files. */
  readonly dir: string;
  readonly live: RedisJournal;
  readonly archive: JournalArchive;
  readonly log: { warn(fields: object, event: string): void; info(fields: object, event: string): void };
}

/**
 * The journal of a node among others: what is live is in Redis for all of them, what is over is in the archive. On this node's disk
 * there is a copy until it is archived, so that neither a lost Redis nor an absent database takes anything from a match.
 */
export class ArchivedJournal implements Journal {
  readonly #options: ArchivedJournalOptions;
  /** Streams that this process writes. */
  readonly #open = new Map<MatchId, number>();
  /** Here on disk, to be archived. */
  readonly #over = new Set<MatchId>();
  /** Those of them of which the disk has all. */
  readonly #whole = new Set<MatchId>();
  readonly #failed = new Set<MatchId>();
  /** In the archive as cut, and yet they go on: their process was silent for so long that they were taken for over. */
  readonly #goOn = new Set<MatchId>();
  /** They cannot be read, and stay where they are. */
  readonly #damaged = new Set<MatchId>();
  /** Written by nobody, when they were last looked at. */
  #suspects: ReadonlySet<MatchId> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #away = false;

  constructor(options: ArchivedJournalOptions) {
    this.#options = options;
  }

  /** Archives what an earlier process left, and from now on what is over. */
  async start(): Promise<void> {
    for (const name of await readdir(this.#options.dir)) {
      const match = name.replace(/\.record$/, "");
      if (isMatchId(match) && !this.#open.has(match)) this.#over.add(match);
    }
    this.#timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS).unref();
    void this.#archive();
  }

  /** Resolves once nothing is under way; what is not archived stays on disk. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
    this.#options.live.close();
  }

  openRecord(match: MatchId): JournalStream<RecordPiece> {
    const { local, live } = this.#options;
    const { append, close } = this.#opened<RecordPiece>(match, local.openRecord(match), live.openRecord(match, local));
    return { append: (piece) => append(madeOnce(piece)), close };
  }

  openBroadcast(head: BroadcastHead): JournalStream<BroadcastFrame> {
    const { local, live } = this.#options;
    return this.#opened(head.matchId as MatchId, local.openBroadcast(head), live.openBroadcast(head, local));
  }

  readRecord(match: MatchId): Promise<Uint8Array | undefined> {
    const { local, live, archive } = this.#options;
    return this.#first(match, { here: () => local.readRecord(match), archive: () => archive.record(match), live: () => live.readRecord(match) });
  }

  async index(match: MatchId): Promise<BroadcastIndex | undefined> {
    const { local, live, archive } = this.#options;
    const found = await this.#first(match, { here: () => local.index(match), archive: () => archive.index(match), live: () => live.index(match) });
    const now = found?.state === "cut" ? await live.index(match).catch(() => undefined) : undefined;
    if (now && now.state !== "cut") this.#goOn.add(match);
    else if (found?.state !== "live") this.#goOn.delete(match);
    return now && now.state !== "cut" ? now : found;
  }

  segment(match: MatchId, n: number): Promise<Uint8Array | undefined> {
    const { local, live, archive } = this.#options;
    return this.#first(match, { here: () => local.segment(match, n), archive: () => archive.segment(match, n), live: () => live.segment(match, n) });
  }

  async tail(match: MatchId, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined> {
    const { local, live } = this.#options;
    return this.#open.has(match) ? local.tail(match, listener) : live.tail(match, listener).catch(rethrowAway);
  }

  /** Archives what waits, and what nodes that are gone have left in Redis. */
  async sweep(): Promise<void> {
    const { live, archive } = this.#options;
    await this.#archive();
    try {
      const abandoned = (await live.abandoned()).filter((match) => ![this.#open, this.#over, this.#damaged].some((known) => known.has(match)));
      // Who has just finished a match archives it without help.
      for (const match of abandoned.filter((each) => this.#suspects.has(each))) {
        await archive.keep(match, live).catch((error: unknown) => this.#skip(match, error));
        if (!this.#damaged.has(match)) await live.release(match);
      }
      this.#suspects = new Set(abandoned);
    } catch {
      // Redis or the database is away: again in a moment.
    }
  }

  #opened<T>(match: MatchId, local: JournalStream<T>, live: JournalStream<T>): JournalStream<T> {
    this.#open.set(match, (this.#open.get(match) ?? 0) + 1);
    let closed: Promise<void> | undefined;
    const close = async () => {
      const there = live.close().then(
        () => true,
        () => false,
      );
      const [here] = await Promise.allSettled([local.close()]);
      // One whole copy is enough: the end of a match does not wait for a Redis that is away.
      const stored = here.status === "fulfilled" || (await Promise.race([there, wait(LIVE_CLOSE_MS, false, { ref: false })]));
      if (here.status === "rejected") this.#failed.add(match);
      this.#ended(match);
      if (!stored && here.status === "rejected") throw here.reason;
    };
    return {
      append(item) {
        local.append(item);
        live.append(item);
      },
      close() {
        closed ??= close();
        return closed;
      },
    };
  }

  /** One of the streams of a match is closed. */
  #ended(match: MatchId): void {
    const left = (this.#open.get(match) ?? 1) - 1;
    if (left > 0) {
      this.#open.set(match, left);
      return;
    }
    this.#open.delete(match);
    this.#over.add(match);
    if (!this.#failed.delete(match)) this.#whole.add(match);
    void this.#archive();
  }

  /** One match after another. */
  #archive(): Promise<void> {
    this.#working = this.#working.then(async () => {
      const { log } = this.#options;
      let fault: unknown;
      for (const match of [...this.#over])
        await this.#archiveOne(match)
          .catch((error: unknown) => this.#skip(match, error))
          .catch((error: unknown) => {
            fault = error;
          });
      if (fault !== undefined && !this.#away)
        log.warn({ error: String(fault), waiting: this.#over.size }, "journals are not archived: they wait on disk");
      if (fault === undefined && this.#away) log.info({}, "journals are archived again");
      this.#away = fault !== undefined;
    });
    return this.#working;
  }

  /** What is damaged is told of, and left alone until the next start; what else went wrong is thrown again. */
  #skip(match: MatchId, error: unknown): void {
    if (!isJournalDamaged(error)) throw error;
    this.#damaged.add(match);
    this.#over.delete(match);
    this.#whole.delete(match);
    this.#options.log.warn({ match }, "a journal is damaged: it is not archived, and stays where it is");
  }

  async #archiveOne(match: MatchId): Promise<void> {
    const { local, live, archive, dir } = this.#options;
    await archive.keep(match, local);
    // Where the disk was full, or this node was killed, Redis may have more.
    if ((await local.index(match))?.state !== "whole") await archive.keep(match, live);
    // From here on it is read from the archive.
    this.#over.delete(match);
    this.#whole.delete(match);
    await rm(join(dir, match), { recursive: true, force: true });
    await rm(join(dir, `${match}.record`), { force: true });
    await live.release(match).catch(() => {});
  }

  /** What is written here is read here, and what was, until it is archived; else the first that has it. */
  async #first<T>(match: MatchId, from: Readonly<Record<"here" | "archive" | "live", () => Promise<T | undefined>>>): Promise<T | undefined> {
    if (this.#open.has(match)) return from.here();
    const here = this.#whole.has(match) ? await settled(from.here) : {};
    if (here.value !== undefined) return here.value;
    const goesOn = this.#goOn.has(match) ? await settled(from.live) : {};
    if (goesOn.value !== undefined) return goesOn.value;
    const archived = await settled(from.archive);
    if (archived.value !== undefined) return archived.value;
    const live = await settled(from.live);
    const found = live.value ?? (await from.here());
    if (found !== undefined) return found;
    if (archived.error !== undefined) throw archived.error;
    if (live.error !== undefined) throw redisAway(live.error);
    return undefined;
  }
}

/** For two who store it: what makes the bytes is called once. */
function madeOnce(piece: RecordPiece): RecordPiece {
  let made: (() => Uint8Array) | undefined;
  return () => {
    made ??= attempt(() => bytesOf(piece));
    return made();
  };
}

/** Does it now; what is returned gives what came of it, as often as it is asked. */
function attempt<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function settled<T>(work: () => Promise<T | undefined>): Promise<{ readonly value?: T | undefined; readonly error?: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

function rethrowAway(cause: unknown): never {
  throw redisAway(cause);
}
