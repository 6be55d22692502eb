import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { clientConfig, clientRoot } from "./client-config.ts";
import { compressPage } from "./compress-page.ts";

const projectRoot = join(clientRoot, "..");
const built = join(clientRoot, "dist");
const stampFile = join(built, ".built-from");

/** Builds the page into `game-client/dist` unless it was built from these very sources. */
export async function buildClient(): Promise<"built" | "fresh" | "kept"> {
  const page = join(built, "index.html");
  if (!viteIsInstalled()) {
    if (existsSync(page)) return "kept";
    throw new Error("game-client/dist is missing and Vite is not installed: run npm ci, then npm start");
  }
  const sources = hashOfSources();
  if (existsSync(page) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === sources) return "fresh";
  console.log("Building the page (once; it is kept until its sources change) ...");
  const startedAt = performance.now();
  const { build } = await import("vite");
  // The page knows its own build, so that it finds out that the server has another one.
  await build({
    ...clientConfig,
    configFile: false,
    logLevel: "warn",
    define: { "import.meta.env.VITE_BUILD": JSON.stringify(sources.slice(0, 12)) },
  });
  await compressPage(built);
  writeFileSync(stampFile, sources);
  console.log(`Built the page in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return "built";
}

function viteIsInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve("vite");
    return true;
  } catch {
    return false;
  }
}

/** Everything that the page is made of: the browser's files, the games, the lock file. */
function hashOfSources(): string {
  const hash = createHash("sha256");
  const isBuilt = (path: string) => path.startsWith(join("game-client", "dist"));
  const paths = globSync(["game-client/**/*", "rooms/**/*.ts", "package-lock.json"], { cwd: projectRoot, exclude: isBuilt });
  for (const path of paths.filter((path) => !path.endsWith(".test.ts") && !isBuilt(path)).sort()) {
    const file = join(projectRoot, path);
    if (statSync(file).isFile()) hash.update(`${path}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildClient();
