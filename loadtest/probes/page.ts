import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const BUILD = fileURLToPath(new URL("../../game-client/build.ts", import.meta.url));

/** Builds the page that a probe opens, where it is not built from these sources already. */
export function buildPage(): void {
  execFileSync(process.execPath, [BUILD], { stdio: "inherit" });
}
