import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { Client } from "@colyseus/sdk";
import { httpBroadcast } from "../../game-client/net/http-broadcast.ts";
import { openLivePlayback } from "../../game-client/net/open-playback.ts";
import { arena } from "../../rooms/arena/game.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { freePort } from "../testing/free-port.ts";
import { settled } from "../testing/joined.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import type { TestPlayer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { watch } from "../testing/watching.ts";

describe("a match whose server is killed, for those who watch it", function () {
  this.timeout(120_000);
  const realFetch = globalThis.fetch;
  let first: ServerProcess;
  let second: ServerProcess | undefined;
  let url: string;
  let port: string;
  before(async () => {
    port = String(await freePort());
    first = await startServerProcess({ PORT: port });
    url = await first.url();
    // A page asks the server that it came from.
    globalThis.fetch = (asked, init) => realFetch(typeof asked === "string" && asked.startsWith("/") ? url + asked : asked, init);
  });
  after(async () => {
    globalThis.fetch = realFetch;
    await second?.dispose();
    await first.dispose();
    await rm(first.dataDir, { recursive: true, force: true });
  });
  const guest = async (): Promise<TestPlayer> => {
    const reply = await fetch("/api/guest", { method: "POST" });
    const { token, player } = (await reply.json()) as Pick<TestPlayer, "token" | "player">;
    const client = new Client(url);
    client.auth.token = token;
    return { client, token, player };
  };

  it("ends where its last frame was: a page never takes its beginning for live, and a stock client is told", async () => {
    const player = await settled(await (await guest()).client.joinOrCreate("arena", { fill: 4, minutes: 10 }));
    player.reconnection.enabled = false;
    const { matchId } = player.state;
    const viewer = await guest();
    const page = openLivePlayback({
      game: arena as unknown as AnyGame,
      source: httpBroadcast({ id: matchId, token: viewer.token }),
      live: { client: viewer.client, matchId },
    });
    const drawing = setInterval(() => page.frame(performance.now()), 16);
    try {
      await until("the page shows it live, with a past", () => page.status.kind === "live" && page.tick > 300, 40_000);
      first.child.kill("SIGKILL");
      await first.ended();
      const seen = page.tick;
      const shown: number[] = [];
      const stopWatching = page.on(() => shown.push(page.tick));
      second = await startServerProcess({ PORT: port, DATA_DIR: first.dataDir });
      await second.url();
      const stock = await until(
        "a stock client may watch",
        () =>
          guest()
            .then((who) => watch(who, matchId))
            .catch(() => undefined),
        20_000,
      );
      const told = new Promise<string>((resolve) => stock.onMessage("watch.ended", () => resolve("ended")));
      await until("the page says that it is over, and that its end is missing", () => page.status.kind === "ended" && page.cut, 30_000);
      stopWatching();
      assert.ok(Math.min(...shown, page.tick) > seen - arena.tickHz, `went back from tick ${seen} to ${Math.min(...shown, page.tick)}`);
      await stock.request("watch.seek", { tick: 1_000_000 });
      assert.equal(await told, "ended");
      await stock.leave();
    } finally {
      clearInterval(drawing);
      page.close();
    }
  });
});
