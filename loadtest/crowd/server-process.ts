import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { pinMainThread } from "./pinning.ts";
import { readSamples, type Samples } from "./prometheus-text.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const START_MS = 60_000;
const STOP_MS = 11_000;

/** The server as its own process on a free port of loopback, with data of its own. */
export class ServerProcess {
  readonly url: string;
  readonly dataDir: string;
  /** Lines of its log so far. */
  logLines = 0;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;

  private constructor(child: ChildProcess, url: string, dataDir: string) {
    this.#child = child;
    this.url = url;
    this.dataDir = dataDir;
    this.#exited = new Promise((resolve) => child.once("exit", () => resolve()));
    if (child.stderr) createInterface(child.stderr).on("line", () => this.logLines++);
  }

  /** Starts it, its main thread on `core`; rejects with what it printed where it does not start. */
  static async start(core: number): Promise<ServerProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), "velarium-crowd-"));
    const child = spawn(process.execPath, [MAIN], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: "/usr/bin:/bin", PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir, LOG_LEVEL: "info" },
    });
    try {
      const url = await addressOf(child);
      pinMainThread(core, child.pid);
      return new ServerProcess(child, url, dataDir);
    } catch (error) {
      child.kill("SIGKILL");
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (this.alive) this.#child.kill("SIGTERM");
    const killer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_MS);
    if (this.alive) await this.#exited;
    clearTimeout(killer);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** What the server at `url` measures of itself. */
export async function metricsOf(url: string): Promise<Samples> {
  const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${url}/metrics answers ${response.status}`);
  return readSamples(await response.text());
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const timer = setTimeout(() => fail("did not start in time"), START_MS);
    const fail = (why: string) => reject(new Error(`the server ${why}: ${printed.slice(-2000)}`));
    const stop = (code: number | null) => fail(`ended with code ${code}`);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /http:\/\/\S+:\d+/.exec(printed)?.[0];
      if (!url) return;
      clearTimeout(timer);
      child.off("exit", stop);
      child.stdout?.off("data", read).resume();
      resolve(url);
    };
    child.stdout?.on("data", read);
    child.once("error", (error) => fail(error.message));
    child.once("exit", stop);
  });
}
