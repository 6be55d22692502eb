import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@colyseus/sdk";
import { placeDatabase } from "../testing/database-template.ts";
import { freePort } from "../testing/free-port.ts";
import { type Joined, joinById, settled } from "../testing/joined.ts";
import { sharedPostgres } from "../testing/postgres.ts";
import { sharedRedis } from "../testing/redis.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import type { TestPlayer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

const KILLS = 2;

/** What the operator has set beside the directory. */
type Setting = () => Promise<Readonly<Record<string, string>>>;
const alone: Setting = async () => ({});
const joined: Setting = async () => {
  const port = await freePort();
  return {
    REDIS_URL: (await sharedRedis()).url,
    DATABASE_URL: await (await sharedPostgres()).createDatabase(),
    AUTH_SECRET: "9pV3kQ7xZr2LmT8wYbN5cHs6JdFg4Ka1",
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
};

for (const [title, setting] of [
  ["a server", alone],
  ["a server whose journals are in Redis as well", joined],
] as const)
  describe(`${title} that is killed with -9 as a match ends`, function () {
    this.timeout(KILLS * 90_000);
    killedAsMatchesEnd(setting);
  });

function killedAsMatchesEnd(setting: Setting): void {
  const dataDir = mkdtempSync(join(tmpdir(), "velarium-crash-"));
  let server: ServerProcess | undefined;
  let environment: Readonly<Record<string, string>>;
  before(async () => {
    environment = await setting();
    if (environment.DATABASE_URL === undefined) await placeDatabase(dataDir);
  });
  after(async () => {
    await server?.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<string> {
    server = await startServerProcess({ ...environment, DATA_DIR: dataDir });
    return server.url();
  }

  async function guest(url: string): Promise<TestPlayer> {
    const { token, player } = (await (await fetch(`${url}/api/guest`, { method: "POST" })).json()) as TestPlayer;
    const client = new Client(url);
    client.auth.token = token;
    return { client, token, player };
  }

  /** Ends the server in the same turn in which a client hears that the match is over. */
  const killedAtTheEnd = (room: Joined) =>
    new Promise<void>((resolve) =>
      room.onStateChange(({ phase }) => {
        if (phase !== "finished") return;
        server?.child.kill("SIGKILL");
        resolve();
      }),
    );

  it("knows the result after its restart, whenever somebody has seen the end, and has counted it once", async () => {
    for (let kill = 1; kill <= KILLS; kill++) {
      let url = await start();
      const [one, two] = [await guest(url), await guest(url)];
      const room = await settled(await one.client.create("arena", { scoreLimit: 4, minutes: 1, level: "hard", fill: 8 }));
      const other = await joinById(two, room.roomId);
      for (const each of [room, other]) each.reconnection.enabled = false;
      const { matchId } = room.state;
      await killedAtTheEnd(room);
      await server?.dispose();
      url = await start();
      const read = async (path: string) => (await (await fetch(url + path)).json()) as { match?: Match; ratings: { history: { match: string }[] }[] };
      // What a process that died listed as live stays listed for ten seconds.
      const finished = async () => {
        const { match } = await read(`/api/matches/${matchId}`);
        return match?.state === "finished" ? match : undefined;
      };
      const match = await until("the match is known", finished, 30_000);
      assert.ok(match.counts, `kill ${kill}: ${match.reason}`);
      for (const who of [one, two]) {
        assert.equal(match.players.filter(({ player }) => player === who.player.id).length, 1);
        const rated = await until("it is rated", async () => (await read(`/api/players/${who.player.id}/ratings`)).ratings[0]);
        assert.deepEqual(
          rated.history.map((point) => point.match),
          [matchId],
        );
      }
      await server?.dispose();
    }
  });
}

interface Match {
  readonly state: string;
  readonly counts: boolean;
  readonly reason: string;
  readonly players: readonly { readonly player: string }[];
}
