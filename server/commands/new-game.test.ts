import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@colyseus/sdk";
import type { Page } from "playwright-core";
import { checkArchitecture } from "../testing/architecture.ts";
import { launchBrowser } from "../testing/chromium.ts";
import { readSources } from "../testing/source-tree.ts";
import { until } from "../testing/until.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const COPIED = [
  "rooms",
  "server",
  "game-client",
  "loadtest",
  "package.json",
  "tsconfig.json",
  "biome.json",
  "knip.json",
  ".gitignore",
  "ARCHITECTURE.md",
];
const LISTS = ["rooms/games.ts", "server/app.ts", "game-client/games/games.ts"];
const NAME = "coin-rush-d2";

describe("npm run new-game", function () {
  this.timeout(180_000);
  let copy: string;

  before(() => {
    copy = mkdtempSync(join(tmpdir(), "velarium-new-game-"));
    for (const entry of COPIED)
      cpSync(join(root, entry), join(copy, entry), { recursive: true, filter: (path) => !/[\\/]game-client[\\/]dist$/.test(path) });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const made = newGame(NAME);
    assert.equal(made.status, 0, made.stderr);
    assert.equal(made.stderr, "");
    assert.match(made.stdout, /^Coin rush d2 is made:/);
  });

  after(() => rmSync(copy, { recursive: true, force: true }));

  it("makes the same files under the new name, with nothing left of the old one", () => {
    for (const folder of ["rooms", "game-client/games"]) {
      const names = (game: string) => readdirSync(join(copy, folder, game)).sort();
      assert.deepEqual(
        names(NAME),
        names("starter")
          .map((name) => name.replace("starter", NAME))
          .sort(),
      );
      for (const name of names(NAME)) assert.doesNotMatch(readFileSync(join(copy, folder, NAME, name), "utf8"), /starter/i, name);
    }
  });

  it("makes a game that passes types, format, lint and architecture", () => {
    for (const project of ["tsconfig.json", "rooms/tsconfig.json", "game-client/tsconfig.json"]) {
      const { status, stdout } = tool("tsc", "-p", project);
      // What is wrong elsewhere is the business of npm run types.
      assert.deepEqual(stdout.split("\n").filter(isOurs), []);
      assert.ok(status === 0 || stdout.includes("error TS"), `tsc -p ${project} did not run`);
    }
    const { status, stdout, stderr } = tool("biome", "ci", "--error-on-warnings", `rooms/${NAME}`, `game-client/games/${NAME}`, ...LISTS);
    assert.equal(status, 0, stdout + stderr);
    const found = checkArchitecture(readSources(copy), readFileSync(join(copy, "ARCHITECTURE.md"), "utf8"));
    assert.deepEqual([...found.layers, ...found.purity, ...found.mirrors, ...found.names].filter(isOurs), []);
  });

  it("makes a game that passes the contract of every game", () => {
    const { status, stdout, stderr } = run("node_modules/mocha/bin/mocha.js", "--no-config", "--exit", `rooms/${NAME}/${NAME}.test.ts`);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /\d+ passing/);
  });

  it("makes a game that the server lists, and that a stock client joins and plays", async () => {
    const server = await startServer(copy);
    try {
      const listed = (await (await fetch(`${server.url}/api/games`)).json()) as { games: { id: string; title: string }[] };
      assert.deepEqual(listed.games.map(({ id, title }) => [id, title]).at(-1), [NAME, "Coin rush d2"]);
      await walkRight(server.url);
    } finally {
      await server.stop();
    }
  });

  it("makes a game that a person finds on the first page and plays in a browser", async () => {
    const { status, stdout, stderr } = run("game-client/build.ts");
    assert.equal(status, 0, stdout + stderr);
    const server = await startServer(copy);
    const browser = await launchBrowser();
    try {
      await playInBrowser(await browser.newPage(), server.url);
    } finally {
      await browser.close();
      await server.stop();
    }
  });

  it("refuses in one sentence a name that is taken or is no name, and changes nothing", () => {
    const before = filesOf(copy);
    for (const [name, sentence] of [
      [NAME, /^There is a game "coin-rush-d2" already: rooms\/coin-rush-d2 exists\. Nothing was changed\.\n$/],
      ["arena", /^There is a game "arena" already/],
      ["lib", /^"lib" means something else/],
      ["starter", /^"starter" means something else/],
      ["Coin", /^"Coin" is no name: .*coin-rush/],
      ["../coin", /is no name/],
      ["2048", /is no name/],
      ["a-", /is no name/],
      ["a".repeat(33), /is no name/],
      ["", /is no name/],
    ] as const) {
      const refused = newGame(name);
      assert.equal(refused.status, 1, name);
      assert.match(refused.stderr, sentence);
      assert.equal(refused.stderr.trim().split("\n").length, 1);
    }
    assert.deepEqual(filesOf(copy), before);
  });

  it("says how it is called", () => {
    const { status, stderr } = run("server/commands/new-game.ts");
    assert.equal(status, 2);
    assert.match(stderr, /^Usage: npm run new-game -- NAME/);
  });

  function newGame(name: string) {
    return run("server/commands/new-game.ts", name);
  }

  function run(script: string, ...args: string[]) {
    return spawnSync(process.execPath, [script, ...args], { cwd: copy, encoding: "utf8" });
  }

  function tool(name: string, ...args: string[]) {
    return spawnSync(join(root, "node_modules/.bin", name), args, { cwd: copy, encoding: "utf8" });
  }

  function isOurs(line: string): boolean {
    return /coin-?rush-?d2/i.test(line);
  }
});

/** The server of the project at `at`, as `npm start` runs it, on a free port and with data of its own. */
async function startServer(at: string): Promise<{ url: string; stop(): Promise<void> }> {
  const environment = ["PORT=0", "HOST=127.0.0.1", `DATA_DIR=${join(at, "data")}`, "LOG_LEVEL=silent"];
  const child: ChildProcess = spawn("env", [...environment, process.execPath, "server/main.ts"], { cwd: at });
  let said = "";
  child.stdout?.on("data", (text) => {
    said += text;
  });
  child.stderr?.on("data", (text) => {
    said += text;
  });
  // A first start makes the database and plays a match, to be warm: seconds, and many of them on a busy machine.
  const url = await until(
    "the server says its address",
    () => {
      if (child.exitCode !== null) throw new Error(`the server ended: ${said}`);
      return /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    },
    60_000,
  );
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await until("the server has stopped", () => child.exitCode !== null || child.signalCode !== null);
    },
  };
}

/** What docs/protocol.md does with Arena: sign in, join, find the own entry, send inputs; no code of the game is used. */
async function walkRight(url: string): Promise<void> {
  const reply = await fetch(`${url}/api/guest`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"name":"Stock"}' });
  const { token, player } = (await reply.json()) as { token: string; player: { id: string } };
  const client = new Client(url);
  client.auth.token = token;
  const room = await client.joinOrCreate<any>(NAME);
  await until("the first state arrives", () => room.state?.players?.size);
  const own = () => [...room.state.players.values()].find((entry) => entry.player === player.id);
  await until(
    "the match begins with bots and coins",
    () => room.state.phase === "playing" && room.state.players.size === 4 && room.state.coins.size > 0,
  );
  const { x } = own();
  const input = room.input<any>();
  await until("the player walks", () => {
    input.data.moveX = 1;
    input.send();
    return own().x > x + 50;
  });
  await room.leave();
}

/** From the first page by its link, with two bots, to a step that the server has seen. */
async function playInBrowser(page: Page, url: string): Promise<void> {
  page.on("pageerror", (error) => assert.fail(`the page threw ${error.stack}`));
  await page.goto(url);
  await page.click('nav.games a:text("Coin rush d2")');
  await page.waitForSelector('h1:text("Coin rush d2")');
  assert.equal(new URL(page.url()).search, `?game=${NAME}`);
  await page.click("#private");
  await page.selectOption("#option-fill", { label: "Up to 4" });
  await page.click("#open-private");
  const seen = () =>
    page.evaluate(() => {
      const match = (globalThis as any).velarium?.match;
      return { phase: match?.state?.phase, seats: match?.state?.players?.size, code: match?.state?.code, x: match?.self?.x, numbers: match?.numbers };
    });
  const { code } = await until(
    "the match begins",
    async () => {
      const now = await seen();
      return now.phase === "playing" && now.seats === 4 ? now : undefined;
    },
    20_000,
  );
  assert.match(code, /^[A-Z]{5}$/);
  // To and fro: who walks one way only may stand at the wall before this is noticed.
  const walks = async (key: string, way: 1 | -1) => {
    const { x } = await seen();
    await page.keyboard.down(key);
    await until("our seat walks", async () => ((await seen()).x - x) * way > 50);
    await page.keyboard.up(key);
  };
  // Where the page stalls the server goes on without its inputs, and that is corrected: a stretch without a stall has no correction at all.
  let stretch = { acks: 0, stalls: 1, corrected: 0 };
  for (let attempt = 0; attempt < 8 && stretch.stalls > 0; attempt++) {
    const { numbers: before } = await seen();
    await walks("KeyD", 1);
    await walks("KeyA", -1);
    const { numbers: after } = await seen();
    const grown = (name: string) => after[name] - before[name];
    stretch = { acks: grown("acks"), stalls: grown("repeatedInputs") + grown("droppedInputs"), corrected: grown("corrected") };
  }
  assert.ok(stretch.acks > 0 && stretch.stalls === 0 && stretch.corrected === 0, JSON.stringify(stretch));
}

function filesOf(at: string): string[] {
  return readSources(at)
    .map(({ path, source }) => `${path} ${source.length}`)
    .concat(String(existsSync(join(at, "data"))));
}
