import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

installChromium();
buildClient();

/** Browser tests need Chromium: installs Debian's package where we may, else says in one line what to install. */
function installChromium(): void {
  if (findChromium()) return;
  const mayInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (!mayInstall) stop("Chromium is missing. Install it (Debian, Ubuntu: apt-get install chromium) and run npm test again.");
  const wait = ["-o", "DPkg::Lock::Timeout=180"];
  run("lists Debian's packages", "apt-get", [...wait, "-qq", "update"]);
  run("installs Chromium", "env", [
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    ...wait,
    "-qq",
    "-y",
    "--no-install-recommends",
    "install",
    "chromium",
  ]);
  if (!findChromium()) stop("apt-get could not install Chromium; its messages are above.");
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
