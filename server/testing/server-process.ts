import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { placeDatabase } from "./database-template.ts";
import { until } from "./until.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** `server/main.ts` in a process of its own, as an operator starts it. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly dataDir: string;
  stdout(): string;
  stderr(): string;
  /** Its address, once it has printed one. */
  url(): Promise<string>;
  /** Its exit code, once it has ended. */
  ended(timeoutMs?: number): Promise<number | "killed">;
  /** Ends it, however it hangs, and forgets its data. */
  dispose(): Promise<void>;
}

/** `preload` is code that runs before it, as a module. */
export async function startServerProcess(environment: Readonly<Record<string, string>> = {}, preload?: string): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "velarium-process-"));
  if (environment.DATABASE_URL === undefined && environment.DATA_DIR === undefined) await placeDatabase(dataDir);
  const args = preload === undefined ? [MAIN] : ["--import", `data:text/javascript,${encodeURIComponent(preload)}`, MAIN];
  const env = { PATH: "/usr/bin:/bin", HOME: dataDir, PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir, NODE_ENV: "production", ...environment };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const exited = new Promise<number | "killed">((resolve) => child.on("close", (code) => resolve(code ?? "killed")));
  let code: number | "killed" | undefined;
  void exited.then((value) => {
    code = value;
  });
  return {
    child,
    dataDir,
    stdout: () => stdout,
    stderr: () => stderr,
    url: () =>
      until(
        `the server prints its address (${stderr})`,
        () => stdout.match(/http:\/\/\S+:\d+/)?.[0] ?? (code === undefined ? undefined : Promise.reject(new Error(stderr))),
        // The embedded database is made first: 2 s alone, far more while other tests run.
        60_000,
      ),
    ended: async (timeoutMs = 10_000) => {
      await until("the server ends", () => code !== undefined, timeoutMs);
      return exited;
    },
    async dispose() {
      if (code === undefined) child.kill("SIGKILL");
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
