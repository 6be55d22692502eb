import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A TypeScript source; `path` is from the root of the project, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}

const FOLDERS = ["rooms", "server", "game-client", "loadtest"];
const NOT_OURS = new Set(["node_modules", "dist"]);

/** Every TypeScript source of the project at `root`, by path. */
export function readSources(root: string): SourceFile[] {
  return FOLDERS.flatMap((folder) => under(root, folder)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function under(root: string, folder: string): SourceFile[] {
  const found: SourceFile[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory() && !NOT_OURS.has(entry.name)) found.push(...under(root, path));
    else if (entry.isFile() && entry.name.endsWith(".ts")) found.push({ path, source: readFileSync(join(root, path), "utf8") });
  }
  return found;
}
