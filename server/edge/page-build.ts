import { readFileSync } from "node:fs";
import { join } from "node:path";

/** As long as what the page knows of itself: game-client/build.ts. */
const LENGTH = 12;

/** The build of the page in `dir`, as the page itself knows it; undefined where none was built, as under `npm run dev`. */
export function pageBuild(dir: string): string | undefined {
  try {
    return readFileSync(join(dir, ".built-from"), "utf8").slice(0, LENGTH);
  } catch {
    return undefined;
  }
}
