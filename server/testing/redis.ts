import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** A Redis server of our own: a free port of loopback, nothing kept on disk, gone with this process. */
export interface TestRedis {
  readonly url: string;
  /** Ends the server as a crash does: what it held is lost. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
}

let shared: Promise<TestRedis> | undefined;

/** One server for the whole test run. */
export function sharedRedis(): Promise<TestRedis> {
  shared ??= startRedis();
  return shared;
}

/** A server for a test that means to kill or empty it. */
export async function startRedis(): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), "velarium-redis-"));
  const port = await freePort();
  let child: ChildProcess | undefined;
  process.once("exit", () => {
    child?.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
  });
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const started = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--dir", dir, "--save", "", "--appendonly", "no"], {
        stdio: "ignore",
      });
      child = started;
      let fault: Error | undefined;
      started.once("error", (error) => {
        fault = new Error("Redis is needed: apt-get install redis-server (npm test does so where it may)", { cause: error });
      });
      await until("Redis answers", () => {
        if (fault) throw fault;
        return answers(port);
      });
    },
    async kill() {
      const ended = new Promise((resolve) => child?.once("exit", resolve));
      child?.kill("SIGKILL");
      await ended;
    },
  };
  await redis.start();
  return redis;
}

async function answers(port: number): Promise<boolean> {
  const client = new Redis(port, "127.0.0.1", { lazyConnect: true, retryStrategy: () => null });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
