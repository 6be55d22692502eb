import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../server/testing/chromium.ts";
import { freePort } from "../server/testing/free-port.ts";
import { until } from "../server/testing/until.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("npm run dev", function () {
  this.timeout(60_000);
  let dev: ChildProcess;
  let browser: Browser;
  let page: Page;
  let dataDir: string;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "velarium-dev-"));
    const port = await freePort();
    const vite = join(root, "node_modules/vite/bin/vite.js");
    dev = spawn(process.execPath, [vite, "--config", "game-client/vite.config.ts"], {
      cwd: root,
      env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir, LOG_LEVEL: "silent" },
      // Vite ends when its input does.
      stdio: ["pipe", "ignore", "ignore"],
    });
    const url = `http://127.0.0.1:${port}`;
    await until(
      "the development server answers",
      () =>
        fetch(`${url}/api/games`).then(
          (answer) => answer.ok,
          () => false,
        ),
      20_000,
    );
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 640, height: 360 } })).newPage();
    await page.goto(`${url}/?renderer=canvas`);
    await page.click("#play");
  });

  after(async () => {
    await browser?.close();
    dev?.kill();
    await rm(dataDir, { recursive: true, force: true });
  });

  it("makes the server anew on save and keeps the match and the seat", async () => {
    const before = await until("we are in a match", () => playing(page), 20_000);
    await save("server/dev.ts");
    await until("the connection is made anew", async () => ((await playing(page))?.reconnections ?? 0) > before.reconnections, 20_000);
    const after = await until("the match goes on", async () => {
      const now = await playing(page);
      return now && now.tick > before.tick + 15 ? now : undefined;
    });
    assert.deepEqual([after.matchId, after.seat], [before.matchId, before.seat]);
  });

  it("loads the page anew on save, and the page returns to the match", async () => {
    const before = await until("we are in a match", () => playing(page));
    const loaded = page.waitForEvent("load", { timeout: 20_000 });
    await save("game-client/ui/app.ts");
    await loaded;
    const after = await until("we are in a match", () => playing(page), 20_000);
    assert.deepEqual([after.matchId, after.seat], [before.matchId, before.seat]);
  });
});

interface Handle {
  readonly state?: { readonly matchId: string; readonly tick: number };
  readonly self: { readonly seat: number } | undefined;
  readonly status: { readonly kind: string };
  readonly reconnections: number;
}

function playing(page: Page): Promise<{ matchId: string; seat: number; tick: number; reconnections: number } | undefined> {
  return page
    .evaluate(() => {
      const match = window.velarium?.match as Handle | undefined;
      if (!match?.state || !match.self || match.status.kind !== "open") return undefined;
      return { matchId: match.state.matchId, seat: match.self.seat, tick: match.state.tick, reconnections: match.reconnections };
    })
    .catch(() => undefined);
}

/** What an editor does to a file whose text stays as it is. */
async function save(path: string): Promise<void> {
  const now = new Date();
  await utimes(join(root, path), now, now);
}
