import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { arena } from "../../rooms/arena/game.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { ownDirectory } from "../lib/sole-owner.ts";
import { playMatch } from "../testing/play-match.ts";
import { replayCommand } from "./replay.ts";

const GOLDEN = fileURLToPath(new URL("../../rooms/arena/replays/teams-on-orbit.record", import.meta.url));
const MATCH = "m_0123456789abcdef";

describe("npm run replay -- verify", () => {
  const dir = mkdtempSync(join(tmpdir(), "velarium-replay-"));
  const { record } = playMatch(arena as AnyGame, { seed: 4, maxTicks: 120 });
  let server: Server;
  let url: string;
  let answer: (path: string) => { status: number; body: Uint8Array | string };
  before(async () => {
    server = createServer(({ url: path }, response) => {
      const { status, body } = answer(path ?? "");
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const file = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(dir, name), bytes);
    return join(dir, name);
  };
  const verify = (...args: string[]) => replayCommand(["verify", ...args], { DATA_DIR: dir });

  it("verifies a file", async () => {
    assert.deepEqual(await verify(GOLDEN), { code: 0, text: "verified: arena m_12: 572 ticks, 19 hashes" });
  });

  it("shows what a record holds", async () => {
    const { code, text } = await replayCommand(["show", GOLDEN]);
    assert.equal(code, 0);
    assert.match(
      text,
      /^arena m_12, public, recorded by build test\nbegun 1970-.*, seed 12, options \{.*"teams".*\}\nticks 1 to 572 \(19\.1 s\), 19 hashes, 0 whole worlds/,
    );
    assert.match(text, /\nseat \d+: Guest \d+ \(p_12_\d+\), from tick \d+\n(.*\n)*end: score: 1\. seat \d+/);
    assert.deepEqual(await replayCommand(["show", file("no-record", "hello")]), { code: 2, text: `${join(dir, "no-record")}: it is not a record.` });
    const cut = file("cut", record.subarray(0, record.length >> 1));
    assert.match((await replayCommand(["show", cut])).text, /\nend: cut before its end$/);
  });

  it("says in one line what differs, and in which file", async () => {
    const bytes = record.slice();
    const at = bytes.length >> 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const { code, text } = await verify(file("flipped", bytes));
    assert.ok(code === 1 || code === 2);
    assert.match(text, /flipped: (differs|damaged): [^\n]+$/);
  });

  it("refuses with a sentence and code 2 what is no record", async () => {
    execFileSync("mkfifo", [join(dir, "pipe")]);
    truncateSync(file("huge", ""), 2 ** 33);
    const refused: Record<string, RegExp> = {
      [join(dir, "nothing")]: /there is no such file/,
      [dir]: /it is no file|cannot be read/,
      [join(dir, "pipe")]: /it is no file/,
      [join(dir, "huge")]: /larger than any that a match writes/,
      [file("empty", "")]: /it is not a record/,
      [file("text", "hello")]: /it is not a record/,
      [file("newer", Buffer.from("VELR\u0009rest"))]: /it is an unknown format/,
      [file("broadcast", Buffer.from("VELB\u0001rest"))]: /it is not a record/,
      m_ffffffffffffffff: /has no record of it; a server that has it can be asked with --from URL/,
      ["x".repeat(5000)]: /there is no such file/,
    };
    for (const [target, reason] of Object.entries(refused)) {
      const { code, text } = await verify(target);
      assert.equal(code, 2, text);
      assert.match(text, target.length > 1000 ? /./ : reason);
      assert.ok(!text.includes("\n"));
    }
    for (const args of [
      [],
      ["verify"],
      ["play", GOLDEN],
      ["verify", GOLDEN, "--from"],
      ["verify", GOLDEN, "more", "still"],
      ["verify", GOLDEN, "--token", "t"],
      ["verify", MATCH, "--from", "ftp://nowhere"],
      ["verify", MATCH, "--form", "http://127.0.0.1"],
      ["verify", MATCH, "--from", "nowhere"],
    ])
      assert.match((await replayCommand(args)).text, /^Usage: /);
  });

  it("finds a match in DATA_DIR by its id, and tells one that is played now from one that a crash cut", async () => {
    mkdirSync(join(dir, "journal", MATCH), { recursive: true });
    const path = join(dir, "journal", MATCH, "record");
    writeFileSync(path, record);
    assert.equal((await verify(MATCH)).code, 0);
    writeFileSync(path, record.subarray(0, record.length >> 1));
    assert.match((await verify(MATCH)).text, /verified up to tick \d+, the record is cut: arena m_4: /);
    const giveUp = ownDirectory(dir);
    const { code, text } = await verify(MATCH);
    giveUp();
    assert.equal(code, 2);
    assert.match(text, /this match is played now: verify it once it is over/);
  });

  it("verifies a record whose broadcast is damaged, and says so", async () => {
    mkdirSync(join(dir, "journal", MATCH), { recursive: true });
    writeFileSync(join(dir, "journal", MATCH, "record"), record);
    writeFileSync(join(dir, "journal", MATCH, "index"), `${"\0".repeat(40)}\n`);
    const { code, text } = await verify(MATCH);
    assert.equal(code, 0);
    assert.match(text, /^verified: .* \(without its broadcast: it is damaged\)$/);
  });

  it("asks a server for a match, and reads no more than a record has", async () => {
    answer = () => ({ status: 200, body: record });
    assert.equal((await verify(MATCH, "--from", url)).code, 0);
    answer = () => ({ status: 404, body: JSON.stringify({ error: { code: "match/unknown", message: "There is no such match." } }) });
    assert.deepEqual(await verify(MATCH, "--from", url), { code: 2, text: `${MATCH}: the server answers 404: There is no such match.` });
    answer = () => ({ status: 200, body: Buffer.alloc(65 * 1024 * 1024) });
    assert.match((await verify(MATCH, "--from", url)).text, /more than any match has/);
    answer = () => ({ status: 500, body: "\u001b[31mboom" });
    assert.match((await verify(MATCH, "--from", url)).text, /answers 500\.$/);
    assert.match((await verify(MATCH, "--from", "http://127.0.0.1:1")).text, /cannot be asked/);
    assert.match((await verify(GOLDEN, "--from", url)).text, /asked for the id of a match/);
  });
});
