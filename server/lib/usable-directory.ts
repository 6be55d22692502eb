import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

/** The embedded database is 40 MB when it is new, and writes in steps of 16 MB. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;

/** Makes sure that a directory is there, can be written and has room. Throws an Error of one sentence that says what to do. */
export function makeUsable(dir: string): void {
  let freeBytes: number;
  try {
    make(dir);
    writeProbe(dir);
    const { bavail, bsize } = statfsSync(dir);
    freeBytes = bavail * bsize;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT") throw new Error(full(dir), { cause: error });
    throw new Error(`DATA_DIR ${dir} cannot be written (${message}). Give this user the right to, or set DATA_DIR to another directory.`, {
      cause: error,
    });
  }
  if (freeBytes < MIN_FREE_BYTES) throw new Error(full(dir));
}

/** One after another: where a file system takes no directories, such as /proc, Node's own recursion never ends. */
function make(dir: string): void {
  if (existsSync(dir)) return;
  make(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function full(dir: string): string {
  return `The disk of DATA_DIR ${dir} is full: ${MIN_FREE_BYTES / 1024 / 1024} MB must be free. Make room, or set DATA_DIR to a directory on another disk.`;
}

function writeProbe(dir: string): void {
  const path = join(dir, `.probe-${process.pid}`);
  const file = openSync(path, "w");
  try {
    writeSync(file, Buffer.alloc(64 * 1024));
    fsyncSync(file);
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}
