import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CloseCode } from "@colyseus/core";
import { arena } from "../../rooms/arena/game.ts";
import { ArenaRoom } from "../../rooms/arena/room.ts";
import { readConfig } from "../config.ts";
import { AppError, isErrorCode } from "../errors.ts";
import { CloseCodes } from "../room/close-codes.ts";
import { commandFaults, type Document, pathFaults, quotationFaults } from "./document-faults.ts";
import { codeOf, fencesOf, tableOf } from "./markdown.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const guides = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
const documents: readonly Document[] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...guides.map((name) => `docs/${name}`)].map((path) => ({
  path,
  text: read(path),
}));
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const protocol = read("docs/protocol.md");

describe("the documents", () => {
  for (const document of documents) {
    it(`${document.path} names commands, links, paths and quotations that are there`, () => {
      assert.deepEqual(commandFaults(document, new Set(Object.keys(scripts))), []);
      assert.deepEqual(pathFaults(root, document), []);
      assert.deepEqual(quotationFaults(root, document), []);
    });
  }

  it("README.md has every setting of the server and no other", () => {
    const asked: string[] = [];
    readConfig(new Proxy({}, { get: (_, name) => void asked.push(String(name)) }));
    assert.ok(asked.length > 0, "the configuration asked for nothing");
    const paragraph = read("README.md")
      .split("\n\n")
      .find((text) => text.startsWith("Settings are environment variables"));
    const named = codeOf(paragraph ?? "").filter((code) => /^[A-Z_]+$/.test(code));
    assert.deepEqual(named.sort(), [...new Set(asked)].sort());
  });

  it("docs/protocol.md has every error code with its status, and no other", () => {
    const documented = tableOf(protocol, "code").flatMap(([codes = "", statuses = ""]) => {
      const each = statuses.split(" ");
      return codeOf(codes).map((code, index) => `${code} ${each[index] ?? each[0]}`);
    });
    const source = [...read("server/errors.ts").matchAll(/^ {2}"([a-z]+\/[a-z-]+)": \{/gm)].map((match) => match[1]).filter(isErrorCode);
    assert.ok(source.length > 0, "no code was found");
    assert.deepEqual(documented.sort(), source.map((code) => `${code} ${new AppError(code, "").status}`).sort());
  });

  it("docs/protocol.md has every close code of ours, and beside them only Colyseus' own", () => {
    const documented = tableOf(protocol, "close code").flatMap(([codes = ""]) => codes.split(" ").map(Number));
    for (const code of Object.values(CloseCodes)) assert.ok(documented.includes(code), `${code} is missing`);
    const known = new Set<number>([...Object.values(CloseCodes), ...Object.values(CloseCode).map(Number)]);
    assert.deepEqual(
      documented.filter((code) => !known.has(code)),
      [],
    );
  });
});

describe("docs/protocol.md, tried", function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: arena, Room: ArenaRoom }]);
  });
  after(() => server.stop());

  it("has a client that plays", async () => {
    const clients = fencesOf(protocol).filter(({ info }) => info === "js client");
    assert.equal(clients.length, 1);
    const folder = mkdtempSync(join(tmpdir(), "velarium-docs-"));
    try {
      symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
      writeFileSync(join(folder, "client.mjs"), clients[0]?.text ?? "");
      const { code, output } = await runClient(join(folder, "client.mjs"), server.url);
      assert.equal(code, 0, output);
      assert.match(output, /^Stock on seat \d+ is at [\d.]+, [\d.]+$/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names routes that there are", async () => {
    const routes = tableOf(protocol, "route").flatMap(([names = ""]) => codeOf(names).filter((code) => /^[A-Z]+ \//.test(code)));
    assert.ok(routes.length >= 7, routes.join());
    for (const route of routes) assert.ok(await answers(route), `${route} is not there`);
    assert.ok(!(await answers("GET /api/nothing")), "an unknown route counts as one that is there");
    assert.ok(!(await answers("DELETE /api/guest")), "a wrong method counts as a right one");
  });

  /** What a route says to an empty request is its own business, as long as it is the route that says it. */
  async function answers(route: string): Promise<boolean> {
    const [method = "", path = ""] = route.split(" ");
    const filled = path.replace(":code", "ABCDE").replace(":method", "joinOrCreate").replace(":target", "arena");
    const reply = await fetch(server.url + filled, { method });
    const body = await reply.text();
    return reply.status !== 405 && !/request\/(not-found|wrong-method)/.test(body);
  }
});

describe("the rules of the documents", () => {
  const planted = (text: string): Document => ({ path: "docs/planted.md", text });

  it("find commands that npm does not have", () => {
    const text = "```sh\nnpm run gone -- x && npm test\nnpm run here\n```\nand `npm run lost`, `npm start`";
    assert.deepEqual(commandFaults(planted(text), new Set(["here", "test"])), [
      'docs/planted.md: npm has no script "gone"',
      'docs/planted.md: npm has no script "lost"',
      'docs/planted.md: npm has no script "start"',
    ]);
  });

  it("find links and paths that lead nowhere", () => {
    const text =
      "[a](gone.md) [b](protocol.md#http) [c](https://x.org) `rooms/gone/` `rooms/<game>/game.ts` `server/{lib,gone}/*.ts` `rooms/<game>/gone.ts`";
    assert.deepEqual(pathFaults(root, planted(text)), [
      "docs/planted.md: the link to gone.md leads nowhere",
      "docs/planted.md: there is no rooms/gone/",
      "docs/planted.md: there is no rooms/<game>/gone.ts",
    ]);
  });

  it("find quotations that their file does not have", () => {
    const quote = (text: string) => quotationFaults(root, planted(`\`\`\`ts rooms/starter/room.ts\n${text}\n\`\`\``)).length;
    assert.equal(quote("export class StarterRoom extends GameRoom {\n// ...\noverride readonly game = starterGame;"), 0);
    assert.equal(quote("override readonly game = starterGame;\n// ...\nexport class StarterRoom extends GameRoom {"), 1);
    assert.equal(quote("override readonly game = arena;"), 1);
    assert.equal(quotationFaults(root, planted("```ts rooms/gone.ts\nx\n```")).length, 1);
  });

  it("refuse to pass where a table is missing or a fence has no end", () => {
    assert.throws(() => tableOf("# Nothing", "route"), /no table "route"/);
    assert.throws(() => fencesOf("```sh\nnpm test"), /line 1 has no end/);
  });
});

function runClient(file: string, url: string): Promise<{ code: number | null; output: string }> {
  const child = spawn("env", [`VELARIUM_URL=${url}`, process.execPath, file]);
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    output += text;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}
