import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What the tests start, and Debian's package of it. */
const PROGRAMS = [
  { name: "Chromium", package: "chromium", isThere: () => Boolean(findChromium()) },
  { name: "PostgreSQL", package: "postgresql", isThere: () => globSync("/usr/lib/postgresql/*/bin/postgres").length > 0 },
  { name: "Redis", package: "redis-server", isThere: () => spawnSync("redis-server", ["--version"]).status === 0 },
];

installPrograms();
buildClient();

/** Installs what is missing where we may, else says in one line what to install. */
function installPrograms(): void {
  const missing = PROGRAMS.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(", ");
  const packages = missing.map((each) => each.package);
  const mayInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (!mayInstall) stop(`Missing: ${names}. Install what is missing (Debian, Ubuntu: apt-get install ${packages.join(" ")}) and run npm test again.`);
  const wait = ["-o", "DPkg::Lock::Timeout=180"];
  run("lists Debian's packages", "apt-get", [...wait, "-qq", "update"]);
  const install = ["DEBIAN_FRONTEND=noninteractive", "apt-get", ...wait, "-qq", "-y", "--no-install-recommends", "install", ...packages];
  run(`installs ${names}`, "env", install);
  if (!missing.every(({ isThere }) => isThere())) stop("apt-get could not install them all; its messages are above.");
}

/** The server serves what game-client/build.ts writes. */
function buildClient(): void {
  const script = `${root}game-client/build.ts`;
  if (!existsSync(script)) return;
  if (run("builds the client", process.execPath, [script]) !== 0) stop("The client could not be built; its messages are above.");
}

function run(what: string, command: string, args: readonly string[]): number {
  console.log(`set-up: ${what} ...`);
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  console.log(`set-up: ${what}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  if (status !== 0) process.stderr.write(stdout + stderr);
  return status ?? 1;
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
