import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The code that plays, for records: the version, and a fingerprint of the rules, which are all of `rooms/` but its rooms and
 * tests. Two builds of one name play alike; what an older one named itself (without a fingerprint) is another's name.
 */
export function buildName(root = ROOT): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const rules = createHash("sha256");
  const paths = readdirSync(join(root, "rooms"), { recursive: true, encoding: "utf8" }).filter(isRule).sort();
  for (const path of paths)
    rules
      .update(`${path}\0`)
      .update(readFileSync(join(root, "rooms", path)))
      .update("\0");
  return `velarium@${version}+${rules.digest("hex").slice(0, 12)}`;
}

function isRule(path: string): boolean {
  return path.endsWith(".ts") && !path.endsWith(".test.ts") && basename(path) !== "room.ts";
}
