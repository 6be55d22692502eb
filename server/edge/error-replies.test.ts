import assert from "node:assert/strict";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { AppError, type ErrorCode } from "../errors.ts";
import { createLog } from "../lib/log.ts";
import { AddressLimit } from "./address-limit.ts";
import { replyWithError } from "./error-replies.ts";

describe("the reply to an error", () => {
  let server: Server;
  let url: string;
  before(async () => {
    const limit = new AddressLimit({ burst: 1, perSecond: 0.05 });
    const app = express();
    app.get("/limited", (_request, response) => {
      limit.take("1.2.3.4", response);
      response.end();
    });
    app.get("/later", () => {
      throw new AppError("identity/rename", "Later.", { retryAfterSeconds: 600 });
    });
    app.get("/codes/:area/:reason", ({ params: { area, reason } }) => {
      throw new AppError(`${area}/${reason}` as ErrorCode, "A sentence.");
    });
    app.use(replyWithError(createLog("silent")));
    server = app.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  const ask = async (path: string) => {
    const { status, headers } = await fetch(url + path);
    return [status, headers.get("retry-after")];
  };

  it("says when to come back wherever that helps, also where the code that refused does not know", async () => {
    for (const code of ["server/busy", "server/stopping", "server/redis", "leaderboard/away"])
      assert.deepEqual(await ask(`/codes/${code}`), [503, "5"]);
    assert.deepEqual(await ask("/codes/request/too-many"), [429, "5"]);
    assert.deepEqual(await ask("/codes/match/full"), [409, null]);
  });

  it("leaves the time to who knows it", async () => {
    assert.deepEqual(await ask("/later"), [429, "600"]);
    assert.deepEqual(await ask("/limited"), [200, null]);
    assert.deepEqual(await ask("/limited"), [429, "20"]);
  });
});
