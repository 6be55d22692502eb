import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import express from "express";
import { createLog } from "../lib/log.ts";
import { clientFiles } from "./client-files.ts";
import { notFound, replyWithError } from "./error-replies.ts";

describe("the files of the page", () => {
  let dir: string;
  let http: Server;
  let url: string;
  const serve = async (from: string) => {
    http = createServer(express().use(clientFiles(from), notFound, replyWithError(createLog("silent")))).listen(0, "127.0.0.1");
    await once(http, "listening");
    const address = http.address();
    url = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  };
  const get = async (path: string, headers: Record<string, string> = { accept: "text/html,*/*" }) => {
    const response = await fetch(`${url}${path}`, { headers, redirect: "manual" });
    return { status: response.status, cache: response.headers.get("cache-control"), text: await response.text() };
  };

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "velarium-page-"));
  });
  afterEach(async () => {
    http.close();
    http.closeAllConnections();
    await rm(dir, { recursive: true });
  });

  const build = () => {
    mkdirSync(join(dir, "dist", "assets"), { recursive: true });
    writeFileSync(join(dir, "secret"), "secret");
    writeFileSync(join(dir, "dist", "index.html"), "<title>page</title>");
    writeFileSync(join(dir, "dist", ".built-from"), "sources");
    writeFileSync(join(dir, "dist", "assets", "main-abc123.js"), "1");
  };

  it("has browsers keep hashed assets for ever, and ask again for the page", async () => {
    build();
    await serve(join(dir, "dist"));
    assert.equal((await get("/assets/main-abc123.js")).cache, "public, max-age=31536000, immutable");
    for (const path of [
      "/",
      "/index.html",
      "/m/ABCDE",
      "/join/ABCDE",
      "/account",
      "/players/p_x-1",
      "/matches/m_1",
      "/leaderboards/arena-wins",
      "/anything/else",
    ]) {
      const page = await get(path);
      assert.deepEqual([page.status, page.cache, page.text], [200, "no-cache", "<title>page</title>"], path);
    }
  });

  it("sends what was compressed at build time to whom takes it, as what it is, and caches apart what is sent apart", async () => {
    build();
    const source = "export const one = 1; ".repeat(100);
    const asset = join(dir, "dist", "assets", "match-abc123.js");
    const page = join(dir, "dist", "index.html");
    writeFileSync(asset, source);
    for (const [file, text] of [
      [asset, source],
      [page, "<title>page</title>"],
    ] as const) {
      writeFileSync(`${file}.br`, brotliCompressSync(text));
      writeFileSync(`${file}.gz`, gzipSync(text));
    }
    await serve(join(dir, "dist"));
    const tags = new Set<string | null>();
    for (const [accepted, encoding] of [
      ["gzip, deflate, br, zstd", "br"],
      ["gzip, br;q=0", "gzip"],
      ["identity", null],
    ] as const) {
      for (const [path, type, cache, text] of [
        ["/assets/match-abc123.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", source],
        ["/", "text/html; charset=utf-8", "no-cache", "<title>page</title>"],
        ["/m/ABCDE", "text/html; charset=utf-8", "no-cache", "<title>page</title>"],
      ] as const) {
        const reply = await fetch(`${url}${path}`, { headers: { accept: "text/html,*/*", "accept-encoding": accepted } });
        const seen = ["content-encoding", "content-type", "cache-control", "vary"].map((name) => reply.headers.get(name));
        assert.deepEqual([reply.status, ...seen], [200, encoding, type, cache, "Accept-Encoding"], `${path} ${accepted}`);
        assert.equal(await reply.text(), text);
        tags.add(reply.headers.get("etag"));
      }
    }
    assert.equal(tags.size, 6, "each way of sending each file has an ETag of its own");
    // What has no compressed file beside it is sent as it is, and says that this may differ.
    const plain = await fetch(`${url}/assets/main-abc123.js`, { headers: { "accept-encoding": "br" } });
    assert.deepEqual([plain.headers.get("content-encoding"), plain.headers.get("vary"), await plain.text()], [null, "Accept-Encoding", "1"]);
  });

  it("gives no page for a file, an interface or a program that asks for JSON", async () => {
    build();
    await serve(join(dir, "dist"));
    for (const path of [
      "/assets/gone.js",
      "/gone.png",
      "/api/gone",
      "/matchmake/gone",
      "/.built-from",
      "/..%2fsecret",
      "/assets/..%2f..%2fsecret",
      "/assets",
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
    assert.equal((await get("/m/ABCDE", { accept: "application/json" })).status, 404);
  });

  it("says how to build the page where it is not built", async () => {
    await serve(join(dir, "dist"));
    const page = await get("/");
    assert.equal(page.status, 404);
    assert.match(page.text, /not built yet: start the server with npm start/);
  });
});
