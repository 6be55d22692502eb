import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** A PostgreSQL server of our own: a fresh directory, a free port of loopback, gone with this process. */
export interface TestPostgres {
  /** URL of a new, empty database on it. */
  createDatabase(): Promise<string>;
  /** Ends the server as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
}

const BINARIES = "/usr/lib/postgresql";
const USER = "postgres";

let shared: Promise<TestPostgres> | undefined;

/** One server for the whole test run, each caller with databases of its own. */
export function sharedPostgres(): Promise<TestPostgres> {
  shared ??= startPostgres();
  return shared;
}

/** A server for a test that means to kill it. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = binaries();
  const dir = mkdtempSync(join(tmpdir(), "velarium-postgres-"));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync("chown", [USER, dir]);
  const run = (command: string, args: string[]): [string, string[]] =>
    asRoot ? ["setpriv", ["--reuid", USER, "--regid", USER, "--init-groups", command, ...args]] : [command, args];
  const data = join(dir, "data");
  const [initdb, initArgs] = run(join(bin, "initdb"), ["-D", data, "-U", USER, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
  execFileSync(initdb, initArgs, { stdio: "pipe" });
  const port = await freePort();
  let child: ChildProcess | undefined;
  const end = () => {
    if (child?.pid) execFileSync("kill", ["-9", String(child.pid)], { stdio: "ignore" });
  };
  process.once("exit", () => {
    try {
      end();
    } catch {
      // It has ended already.
    }
    rmSync(dir, { recursive: true, force: true });
  });
  const admin = `postgres://${USER}@127.0.0.1:${port}/postgres`;
  const postgres: TestPostgres = {
    async start() {
      const [command, args] = run(join(bin, "postgres"), [
        "-D",
        data,
        "-p",
        String(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        `unix_socket_directories=${dir}`,
      ]);
      child = spawn(command, args, { stdio: "ignore" });
      await until("PostgreSQL answers", () => answers(admin), 20_000);
    },
    async kill() {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once("exit", resolve));
      end();
      await ended;
    },
    async createDatabase() {
      const name = `t_${Math.random().toString(36).slice(2, 12)}`;
      await query(admin, `create database ${name}`);
      return `postgres://${USER}@127.0.0.1:${port}/${name}`;
    },
  };
  await postgres.start();
  return postgres;
}

function binaries(): string {
  const versions = existsSync(BINARIES) ? readdirSync(BINARIES).sort((a, b) => Number(b) - Number(a)) : [];
  const version = versions.find((each) => existsSync(join(BINARIES, each, "bin", "postgres")));
  if (!version) throw new Error("PostgreSQL is needed: apt-get install postgresql (npm test does so where it may)");
  return join(BINARIES, version, "bin");
}

async function answers(url: string): Promise<boolean> {
  return query(url, "select 1").then(
    () => true,
    () => false,
  );
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on("error", () => {});
  await client.connect();
  await client.query(text).finally(() => client.end());
}
