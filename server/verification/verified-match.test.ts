import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOSTED } from "../app.ts";
import { replayCommand } from "../commands/replay.ts";
import type { MatchId } from "../ids.ts";
import { ManualClient } from "../testing/manual-client.ts";
import { ManualRoom } from "../testing/manual-room.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

describe("a ranked match of a real server", function () {
  this.timeout(60_000);
  let server: TestServer;
  let room: ManualRoom;
  let match: MatchId;
  before(async () => {
    server = await startTestServer(HOSTED);
    room = new ManualRoom((await server.colyseus.createRoom("arena", { fill: 4, minutes: 1 })) as never);
    for (let i = 0; i < 2; i++) await ManualClient.join(room, await server.guest());
    await room.pass();
    match = room.room.state.matchId as MatchId;
  });
  after(() => server.stop());

  const verify = (...args: string[]) => replayCommand(["verify", match, ...args], { DATA_DIR: server.dataDir });
  const shown = async () => {
    const { match: found } = (await (await fetch(`${server.url}/api/matches/${match}`)).json()) as {
      match?: { state: string; verified?: string | null };
    };
    return found;
  };

  it("gives its record to nobody while it is played", async () => {
    for (let turn = 0; turn < 100; turn++) await room.pass();
    const here = await until("the record is begun", async () => {
      const { text, code } = await verify();
      return text.includes("has no record") ? undefined : { text, code };
    });
    assert.deepEqual([here.code, /played now: verify it once it is over/.test(here.text)], [2, true], here.text);
    const there = await verify("--from", server.url);
    assert.deepEqual([there.code, /the server answers 4\d\d: /.test(there.text)], [2, true], there.text);
  });

  it("is marked as verified soon after its end, and counted", async () => {
    for (let turn = 0; turn < 4000 && room.room.state.phase !== "finished"; turn++) await room.pass();
    await room.room.disconnect();
    const over = await until("it is over", async () => {
      const found = await shown();
      return found?.state === "finished" ? found : undefined;
    });
    assert.ok(over.verified === null || over.verified === "verified");
    await until("it is verified", async () => (await shown())?.verified === "verified", 30_000);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(metrics, /velarium_results_verified_total\{verdict="verified"\} 1/);
  });

  it("is verified by its id, from the directory and from the server", async () => {
    assert.match((await verify()).text, new RegExp(`^verified: arena ${match}: \\d+ ticks, \\d+ hashes, \\d+ states of the broadcast$`));
    const there = await until("the server gives the record", async () => {
      const answer = await verify("--from", server.url);
      return answer.code === 0 ? answer : undefined;
    });
    assert.equal(there.text, (await verify()).text);
    const file = async (path: string) => {
      const name = join(server.dataDir, path.replace("/", "-"));
      writeFileSync(name, Buffer.from(await (await fetch(`${server.url}/api/matches/${match}/${path}`)).arrayBuffer()));
      return name;
    };
    const [record, broadcast] = [await file("record"), await file("journal/file")];
    assert.equal((await replayCommand(["verify", record, broadcast])).text, there.text);
    assert.match((await replayCommand(["verify", record, record])).text, /it is not a replay\.$/);
  });
});
