import { Client } from "@colyseus/sdk";
import { freePort } from "./free-port.ts";
import { sharedPostgres } from "./postgres.ts";
import { startRedis, type TestRedis } from "./redis.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import type { TestPlayer } from "./test-server.ts";

/** Server processes that are joined by a Redis of their own, each with its own address. */
export interface TestCluster {
  readonly redis: TestRedis;
  readonly nodes: readonly ServerProcess[];
  readonly urls: readonly string[];
  /** A new guest whose client asks the node at `index`. */
  guest(index: number): Promise<TestPlayer>;
  /** The same player, who asks the node at `index`. */
  at(index: number, who: TestPlayer): TestPlayer;
  dispose(): Promise<void>;
}

export async function startCluster(size: number): Promise<TestCluster> {
  const redis = await startRedis();
  const joined = { REDIS_URL: redis.url, DATABASE_URL: await (await sharedPostgres()).createDatabase(), AUTH_SECRET: SECRET };
  const nodes: ServerProcess[] = [];
  for (let i = 0; i < size; i++) {
    const port = await freePort();
    nodes.push(await startServerProcess({ ...joined, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` }));
  }
  const urls = await Promise.all(nodes.map((node) => node.url()));
  const at = (index: number, { token, player }: TestPlayer): TestPlayer => {
    const client = new Client(urls[index]);
    client.auth.token = token;
    return { client, token, player };
  };
  return {
    redis,
    nodes,
    urls,
    at,
    async guest(index) {
      const reply = await fetch(`${urls[index]}/api/guest`, { method: "POST" });
      return at(index, (await reply.json()) as TestPlayer);
    },
    async dispose() {
      await Promise.all(nodes.map((node) => node.dispose()));
      await redis.kill();
    },
  };
}

const SECRET = "9pV3kQ7xZr2LmT8wYbN5cHs6JdFg4Ka1";
