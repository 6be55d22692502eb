import type { Cluster } from "../cluster/open-cluster.ts";
import type { Database } from "../database/open-database.ts";
import type { MatchId } from "../ids.ts";
import { ArchiveRetention } from "./archive-retention.ts";
import { ArchivedJournal, type ArchivedJournalOptions } from "./archived-journal.ts";
import type { Journal } from "./journal.ts";
import { type JournalOperator, JournalTrouble } from "./journal-trouble.ts";
import { LocalJournal } from "./local-journal.ts";
import { PostgresArchive } from "./postgres-archive.ts";
import { RedisJournal } from "./redis-journal.ts";
import { Retention, type RetentionOptions } from "./retention.ts";

export interface OpenJournalsOptions extends Pick<RetentionOptions, "dir" | "days" | "megabytes" | "pinned"> {
  readonly database: Database;
  /** Where there are other nodes: they read along, and what is over goes into the database's archive. */
  readonly cluster: Pick<Cluster, "redis"> | undefined;
  /** Whether a match is over, as far as the database knows. */
  readonly isOver: (match: MatchId) => Promise<boolean | undefined>;
  /** Hears of each stream that could not be written whole. */
  readonly incomplete: (stream: "record" | "broadcast") => void;
  readonly log: JournalOperator & ArchivedJournalOptions["log"];
}

/** Where matches are written and read, and what throws old ones away from `start` on. `await stop()` before the database is closed. */
export async function openJournals({ database, cluster, isOver, incomplete, ...kept }: OpenJournalsOptions): Promise<{
  readonly journal: Journal;
  start(): void;
  stop(): Promise<void>;
}> {
  const { dir, log } = kept;
  const local = new LocalJournal(dir, new JournalTrouble(log, incomplete));
  const retention = new Retention({ ...kept, isLive: (match) => local.isLive(match) });
  if (!cluster) return { journal: local, start: () => retention.start(), stop: () => retention.stop() };
  const archive = new PostgresArchive(database);
  const archiveRetention = new ArchiveRetention({ ...kept, archive });
  const archived = new ArchivedJournal({ local, dir, live: new RedisJournal(cluster.redis, { isOver }), archive, log });
  await archived.start();
  return {
    journal: archived,
    start() {
      retention.start();
      archiveRetention.start();
    },
    async stop() {
      await retention.stop();
      await archiveRetention.stop();
      await archived.stop();
    },
  };
}
