import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { MatchId, PlayerId } from "../ids.ts";
import type { MatchResult } from "./match-result.ts";

const placed = { name: z.string(), seat: z.int(), team: z.int(), place: z.int(), score: z.int() };
const text = z.string();
const stored = z.object({
  id: text.transform((id) => id as MatchId),
  game: text,
  mode: text,
  map: text,
  ranked: z.boolean(),
  startedAt: z.coerce.date(),
  endedAt: z.coerce.date(),
  reason: text,
  counts: z.boolean(),
  participants: z.array(
    z.object({
      ...placed,
      player: text.transform((id) => id as PlayerId),
      left: z.boolean(),
      rated: z.boolean(),
      values: z.record(text, z.number()),
    }),
  ),
  bots: z.array(z.object(placed)),
});

const DRAFT = ".draft";

/** Results that are not settled yet, as files: they outlive this process and the absence of the database. */
export class ResultOutbox {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    // Of an earlier process: what it drafted it never acknowledged.
    for (const name of readdirSync(dir)) if (name.endsWith(DRAFT)) rmSync(join(dir, name), { force: true });
  }

  /** Resolves once the result is on disk, whole; a crash or an error before leaves nothing of it. */
  async keep(result: MatchResult): Promise<void> {
    const draft = join(this.#dir, `${randomUUID()}${DRAFT}`);
    try {
      await writeToDisk(draft, JSON.stringify(result));
      await rename(draft, this.#path(result.id));
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    const dir = await open(this.#dir, "r");
    await dir.sync().finally(() => dir.close());
  }

  async drop(id: MatchId): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  /** Those that an earlier process left; `unreadable` are names of files that are no result. */
  async all(): Promise<{ readonly results: readonly MatchResult[]; readonly unreadable: readonly string[] }> {
    const results: MatchResult[] = [];
    const unreadable: string[] = [];
    for (const name of await readdir(this.#dir)) {
      if (!name.endsWith(".json")) continue;
      const result = readResult(await readFile(join(this.#dir, name), "utf8"));
      if (result) results.push(result);
      else unreadable.push(name);
    }
    return { results, unreadable };
  }

  #path(id: MatchId): string {
    return join(this.#dir, `${id}.json`);
  }
}

async function writeToDisk(path: string, text: string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function readResult(json: string): MatchResult | undefined {
  try {
    return stored.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
