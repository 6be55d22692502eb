import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Response } from "express";
import { AppError } from "../errors.ts";
import { newMatchId } from "../ids.ts";
import { LocalJournal } from "../journal/local-journal.ts";
import { hands } from "../testing/hands/game.ts";
import { recordBroadcast } from "../testing/recorded-broadcast.ts";
import { until } from "../testing/until.ts";
import { Broadcasts } from "./broadcasts.ts";
import { TailStreams } from "./tail-streams.ts";

/** What one address may have open. */
const MOST = 200;

describe("streams of broadcasts to other servers", () => {
  const matchId = newMatchId();
  const dir = mkdtempSync(join(tmpdir(), "velarium-tails-"));
  let broadcasts: Broadcasts;
  let server: Server;
  let url: string;
  let [asked, gone] = [0, 0];
  /** Nobody finds the match before. */
  let find: () => void;
  before(async () => {
    await recordBroadcast(dir, hands, { seats: 2, seed: 3, matchId, maxTicks: 60 });
    const journal = new LocalJournal(dir);
    const found = new Promise<void>((resolve) => {
      find = resolve;
    });
    broadcasts = new Broadcasts({
      journal: { index: (match) => found.then(() => journal.index(match)), segment: journal.segment.bind(journal), tail: journal.tail.bind(journal) },
      delayMs: () => 0,
    });
    const tails = new TailStreams(broadcasts);
    server = createServer((_, response) => {
      asked++;
      response.once("close", () => gone++);
      tails.open({ address: "127.0.0.1", match: matchId, response: response as Response, hops: [] }).catch((error: unknown) => {
        response.statusCode = error instanceof AppError ? error.status : 500;
        response.end();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    broadcasts.close();
    rmSync(dir, { recursive: true });
  });

  it("keep no place for who went away before the match was found", async () => {
    for (let i = 0; i < MOST; i++) {
      const request = get(url).on("error", () => {});
      await until("it is asked", () => asked === i + 1);
      request.destroy();
    }
    await until("all are gone", () => gone === MOST);
    find();
    (await broadcasts.lease(matchId))?.release();
    const response = await fetch(url);
    assert.equal(response.status, 200);
    assert.ok((await response.arrayBuffer()).byteLength > 0);
  });
});
