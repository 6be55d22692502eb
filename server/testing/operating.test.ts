import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrometheusMetrics } from "../metrics/prometheus-metrics.ts";
import { codeOf, fencesOf, tableOf } from "./markdown.ts";
import { sharedPostgres } from "./postgres.ts";
import { sharedRedis } from "./redis.ts";
import { until } from "./until.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const text = readFileSync(join(root, "docs/operating.md"), "utf8");

describe("docs/operating.md, tried", function () {
  this.timeout(240_000);
  const children: ChildProcess[] = [];
  const dir = mkdtempSync(join(tmpdir(), "velarium-operating-"));
  after(async () => {
    for (const { pid, exitCode } of children) if (pid !== undefined && exitCode === null) process.kill(-pid, "SIGKILL");
    await until("all have ended", () => children.every((child) => child.exitCode !== null || child.signalCode !== null));
    rmSync(dir, { recursive: true, force: true });
  });

  it("has commands that start two processes which know each other", async () => {
    const [shared = "", own = ""] = fencesOf(text)
      .filter(({ info }) => info === "sh")
      .map((fence) => fence.text);
    const [redis, database] = [(await sharedRedis()).url, await (await sharedPostgres()).createDatabase()];
    const [one, two] = [await freePort(), await freePort()];
    const here = (line: string) =>
      line
        .replace("redis://127.0.0.1:6379", redis)
        .replace(/postgres:\/\/\S+/, database)
        .replaceAll("2567", String(one))
        .replaceAll("2568", String(two))
        .replace("DATA_DIR=data", `DATA_DIR=${dir}`);
    const commands = own.split("\n");
    assert.equal(commands.length, 2);
    const secret = "export AUTH_SECRET=".concat("9pV3kQ7xZr2LmT8wYbN5cHs6JdFg4Ka1");
    for (const command of commands) {
      const script = [here(shared), secret, here(command)].join("\n");
      children.push(spawn("bash", ["-ec", script], { cwd: root, detached: true, stdio: "ignore" }));
    }
    for (const port of [one, two]) {
      const state = await until(
        "it is ready",
        () =>
          fetch(`http://127.0.0.1:${port}/readyz`).then(
            (answer) => answer.json(),
            () => undefined,
          ),
        150_000,
      );
      assert.deepEqual(state, { ready: true, database: "there", redis: "there" });
    }
    await until("the page of one may connect to the other", async () => {
      const page = await fetch(`http://127.0.0.1:${one}/`);
      return page.headers.get("content-security-policy")?.includes(`ws://localhost:${two}`);
    });
  });

  it("names every metric", async () => {
    const registered = (await new PrometheusMetrics().registry.getMetricsAsJSON()).map(({ name }) => name);
    const named = tableOf(text, "metric").flatMap(([name = ""]) => codeOf(name));
    assert.deepEqual(named.sort(), registered.filter((name) => /^velarium_(?!nodejs|process)/.test(name)).sort());
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
