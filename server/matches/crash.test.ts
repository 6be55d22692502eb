import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "@colyseus/sdk";
import { joinById, quickPlay } from "../testing/joined.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import type { TestPlayer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

/** Somewhere between the last tick and the results screen. */
const KILL_AFTER_MS = [0, 5];

describe("a server that is killed with -9 as a match ends", function () {
  this.timeout(90_000);
  const dataDir = mkdtempSync(join(tmpdir(), "velarium-crash-"));
  let server: ServerProcess | undefined;
  after(async () => {
    await server?.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<string> {
    server = await startServerProcess({ DATA_DIR: dataDir });
    return server.url();
  }

  async function guest(url: string): Promise<TestPlayer> {
    const { token, player } = (await (await fetch(`${url}/api/guest`, { method: "POST" })).json()) as TestPlayer;
    const client = new Client(url);
    client.auth.token = token;
    return { client, token, player };
  }

  it("knows the result after its restart, and has counted it once", async () => {
    for (const afterMs of KILL_AFTER_MS) {
      let url = await start();
      const [one, two] = [await guest(url), await guest(url)];
      const room = await quickPlay(one, "arena", { scoreLimit: 2, minutes: 1, level: "hard", fill: 8 });
      const other = await joinById(two, room.roomId);
      for (const each of [room, other]) each.reconnection.enabled = false;
      const { matchId } = room.state;
      await until("the match is over", () => room.state.phase === "finished", 60_000);
      await wait(afterMs);
      await server?.dispose();
      url = await start();
      const read = async (path: string) => (await (await fetch(url + path)).json()) as { match?: Match; ratings: { history: { match: string }[] }[] };
      const match = await until("the match is known", async () => (await read(`/api/matches/${matchId}`)).match);
      assert.deepEqual([match.state, match.counts], ["finished", true], `${afterMs} ms: ${match.reason}`);
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
});

interface Match {
  readonly state: string;
  readonly counts: boolean;
  readonly reason: string;
  readonly players: readonly { readonly player: string }[];
}
