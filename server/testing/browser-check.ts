import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { build } from "vite";
import type { Resimulation } from "../../rooms/lib/resimulate.ts";
import { launchBrowser } from "./chromium.ts";

/** Where a page finds a game: among the exports of a module (a file URL), by its id. */
export interface GameModule {
  readonly module: string;
  readonly id: string;
}

/** Plays records again in Chromium, with the game bundled as the page bundles it: one result a record. */
export async function resimulateInBrowser(game: GameModule, records: readonly Uint8Array[]): Promise<Resimulation[]> {
  const script = await bundle(game);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const results: Resimulation[] = [];
    for (const record of records) results.push(await resimulateOn(page, record));
    return results;
  } finally {
    await browser.close();
  }
}

async function resimulateOn(page: Page, record: Uint8Array): Promise<Resimulation> {
  const result = await page.evaluate((base64) => {
    const { resimulateBase64 } = globalThis as unknown as { resimulateBase64(base64: string): string };
    return resimulateBase64(base64);
  }, Buffer.from(record).toString("base64"));
  return JSON.parse(result) as Resimulation;
}

const ENTRY = "virtual:resimulate";

/** One script that leaves `resimulateBase64` on the page. */
async function bundle(game: GameModule): Promise<string> {
  const entry = `
    import * as module from ${JSON.stringify(fileURLToPath(game.module))};
    import { resimulateBytes } from ${JSON.stringify(fileURLToPath(new URL("./sync-check.ts", import.meta.url)))};
    const game = Object.values(module).find((value) => value?.id === ${JSON.stringify(game.id)});
    if (!game) throw new Error(${JSON.stringify(`${game.module} exports no game "${game.id}"`)});
    globalThis.resimulateBase64 = (base64) =>
      JSON.stringify(resimulateBytes(game, Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))));
  `;
  const output = await build({
    configFile: false,
    logLevel: "error",
    plugins: [
      { name: "entry", resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined), load: (id) => (id === `\0${ENTRY}` ? entry : undefined) },
    ],
    build: { write: false, rollupOptions: { input: ENTRY, output: { format: "iife" } } },
  });
  const results = Array.isArray(output) ? output : [output];
  for (const result of results) if ("output" in result) return result.output[0].code;
  throw new Error("Vite wrote no script");
}
