import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Makes this process the only one that uses a directory, until it ends however it ends: a local socket is held, which the
 * system frees with the process. Rejects with a sentence where another process holds it. Returns what gives it up.
 */
export async function ownDirectory(dir: string): Promise<() => void> {
  mkdirSync(dir, { recursive: true });
  const path = socketPath(resolve(dir));
  const server = (await listen(path)) ?? (await takeOver(path));
  if (!server) throw new Error(`Another Velarium already uses ${dir}. Stop it, or give this one a DATA_DIR of its own.`);
  server.unref();
  return () => server.close();
}

/** True while a process holds the directory. */
export function isOwned(dir: string): Promise<boolean> {
  return answers(socketPath(resolve(dir)));
}

async function takeOver(path: string): Promise<Server | undefined> {
  if (await answers(path)) return undefined;
  // A process that was killed leaves the file without anyone behind it.
  rmSync(path, { force: true });
  return listen(path);
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)));
    server.listen(path, () => resolve(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Sockets have short paths (107 bytes on Linux), so that the directory goes in as a hash. */
function socketPath(dir: string): string {
  const name = `velarium-${createHash("sha256").update(dir).digest("hex").slice(0, 24)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}
