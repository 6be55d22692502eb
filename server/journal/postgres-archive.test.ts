import { onEachDatabase } from "../testing/databases.ts";
import { journalArchiveContract } from "./journal-archive-contract.ts";
import { PostgresArchive } from "./postgres-archive.ts";

onEachDatabase("the archive of journals", (database) => journalArchiveContract(() => new PostgresArchive(database())));
