import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secret kept in `dataDir`, made on the first call. Processes that start together agree on one; only its owner may read it. */
export function keptAuthSecret(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, "auth-secret");
  const kept = readKept(path);
  if (kept) return kept;
  // Written whole beside its place, then linked: another process never reads half a secret.
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  const made = readKept(path);
  if (!made) throw new Error(`${path} holds no secret of at least 32 characters: delete it, and everybody signs in anew`);
  return made;
}

function readKept(path: string): string | undefined {
  try {
    const secret = readFileSync(path, "utf8").trim();
    chmodSync(path, 0o600);
    return secret.length >= 32 ? secret : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
