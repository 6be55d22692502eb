import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { arena } from "../../rooms/arena/game.ts";
import { ArenaRoom } from "../../rooms/arena/room.ts";
import { launchBrowser } from "./chromium.ts";
import { type CuttableProxy, cuttableProxy } from "./cuttable-proxy.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** What a page that a test looks at is kept as. */
const PICTURES = join(tmpdir(), "velarium-pictures");

/** How a person comes: in a browser profile of their own, at 640x360 and in English where nothing else is said. */
export interface Visit extends BrowserContextOptions {
  /** Runs in the page before anything of the page's own. */
  readonly script?: () => void;
  /** As set in an earlier visit. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What else the browser's storage kept of one. */
  readonly kept?: Readonly<Record<string, string>>;
  /** Comes through the line that can be cut. */
  readonly cuttable?: boolean;
  /** Of the address. */
  readonly search?: string;
  /** What is to watch the page before it loads. */
  readonly prepare?: (page: Page) => unknown;
}

/** The server with Arena and a browser, while the tests of one `describe` run. */
export interface ArenaInBrowser {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly line: CuttableProxy;
  /** A page of somebody new; what it throws fails the test, which closes it at its end. */
  open(path?: string, visit?: Visit): Promise<Page>;
  /** Another page of the same person. */
  beside(page: Page, path?: string): Promise<Page>;
  picture(page: Page, name: string): Promise<void>;
}

/** Called in a `describe`: starts what its tests need before them, and ends it after. */
export function arenaInBrowser(): ArenaInBrowser {
  let started: { server: TestServer; browser: Browser; line: CuttableProxy } | undefined;
  const contexts: BrowserContext[] = [];
  const running = () => {
    if (!started) throw new Error("nothing runs before the tests do");
    return started;
  };

  before(async () => {
    mkdirSync(PICTURES, { recursive: true });
    const server = await startTestServer([{ game: arena, Room: ArenaRoom }]);
    started = { server, browser: await launchBrowser(), line: await cuttableProxy(server.port) };
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  after(async () => {
    await started?.browser.close();
    await started?.line.close();
    await started?.server.stop();
  });

  const show = async (context: BrowserContext, address: string, prepare?: Visit["prepare"]) => {
    const page = await context.newPage();
    await prepare?.(page);
    page.on("pageerror", (error) => assert.fail(`the page threw ${error.stack}`));
    await page.goto(address);
    return page;
  };
  return {
    get server() {
      return running().server;
    },
    get browser() {
      return running().browser;
    },
    get line() {
      return running().line;
    },
    async open(path = "/", { script, settings, kept, cuttable = false, search = "?renderer=canvas", prepare, ...options } = {}) {
      const { server, browser, line } = running();
      const context = await browser.newContext({ viewport: { width: 640, height: 360 }, locale: "en", ...options });
      contexts.push(context);
      if (script) await context.addInitScript(script);
      const set = settings && { "velarium.settings": JSON.stringify({ velarium: "settings", version: 1, values: settings }) };
      if (kept || set) await context.addInitScript((stored) => Object.assign(localStorage, stored), { ...kept, ...set });
      const port = cuttable ? line.port : server.port;
      return show(context, `http://127.0.0.1:${port}${path}${search}`, prepare);
    },
    beside: (page, path = "/") => show(page.context(), new URL(`${path}?renderer=canvas`, page.url()).href),
    async picture(page, name) {
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
  };
}

/** Opens a private match from the first page: each option by its label. */
export async function openPrivate(page: Page, options: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.click("#private");
  for (const [option, label] of Object.entries(options)) await page.selectOption(`#option-${option}`, { label });
  await page.click("#open-private");
}
