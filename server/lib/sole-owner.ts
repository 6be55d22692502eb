import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const LOCK = "owner.lock";
const BUSY = 5;
/** For whoever looks in the same moment, which takes less than a millisecond. */
const PATIENCE_MS = 500;

/** A lock that nothing refers to any more would be collected, and free. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only one that uses a directory, until it ends however it ends. Throws a sentence where another process
 * holds it. Returns what gives it up.
 *
 * What is held is the system's lock on a file in the directory, whatever path led there: the system gives it to one of those who come
 * at once, frees it with the process, and knows it in every container of the machine. Node has no call for such a lock but SQLite has,
 * so the file is a database without content. A socket would need a short path, and to be removed after a crash by one of two who come
 * next; the number of a process says nothing in another container.
 */
export function ownDirectory(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const lock = new DatabaseSync(join(dir, LOCK), { timeout: PATIENCE_MS });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if (isBusy(cause)) throw new Error(`Another Velarium already uses ${dir}. Stop it, or give this one a DATA_DIR of its own.`, { cause });
    throw new Error(`DATA_DIR ${dir} cannot be locked (${String(cause)}). Set DATA_DIR to a directory on a disk that knows locks.`, { cause });
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

/** True while a process holds the directory. */
export function isOwned(dir: string): boolean {
  const path = join(dir, LOCK);
  if (!existsSync(path)) return false;
  const lock = new DatabaseSync(path, { readOnly: true });
  try {
    lock.exec("SELECT * FROM sqlite_schema");
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    lock.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === BUSY;
}
