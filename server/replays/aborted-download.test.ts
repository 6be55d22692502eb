import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newMatchId } from "../ids.ts";
import { LocalJournal } from "../journal/local-journal.ts";
import { hands } from "../testing/hands/game.ts";
import { recordBroadcast } from "../testing/recorded-broadcast.ts";
import { startServerProcess } from "../testing/server-process.ts";

describe("a replay that is downloaded", () => {
  it("may be given up half-way: that is nobody's fault, and nothing is said of it", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "velarium-download-"));
    const dir = join(dataDir, "journal");
    const { index } = await recordBroadcast(dir, hands, { seats: 2, seed: 3, matchId: newMatchId(), maxTicks: 10 });
    const matchId = newMatchId();
    const broadcast = new LocalJournal(dir).openBroadcast({ ...index.head, matchId, code: "" });
    // More than a line of the system takes at once.
    for (let tick = 1; tick <= 30; tick++) broadcast.append({ kind: "state", tick, atMs: tick, bytes: randomBytes(500_000) });
    broadcast.append({ kind: "end", tick: 30, atMs: 30 });
    await broadcast.close();
    const server = await startServerProcess({ DATA_DIR: dataDir });
    const url = `${await server.url()}/api/matches/${matchId}/journal/file`;
    const said = () => server.stdout() + server.stderr();
    const before = said();
    for (let i = 0; i < 5; i++) {
      const [response] = (await once(get(url), "response")) as [IncomingMessage];
      assert.equal(response.statusCode, 200);
      response.destroy();
    }
    assert.ok((await (await fetch(url)).arrayBuffer()).byteLength > 30 * 500_000);
    assert.equal(said().slice(before.length), "");
    await server.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  }).timeout(60_000);
});
