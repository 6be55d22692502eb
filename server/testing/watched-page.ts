import type { Page } from "playwright-core";
import { until } from "./until.ts";

/** What the page tells of what it shows. */
interface Seen {
  readonly kind: string;
  readonly tick: number;
  readonly first: number;
  readonly last: number;
  readonly running: boolean;
}

const STATE_OF_PAGE = `(() => {
  const match = window.velariumWatch?.match;
  return match ? { kind: match.ready ? match.status.kind : "loading", tick: match.tick, ...match.range, running: match.running } : undefined;
})()`;

/** Wherever it plays by now. */
export async function pause(page: Page): Promise<Seen> {
  for (;;) {
    const { kind } = await shows(page, (seen) => seen.kind !== "loading");
    if (kind === "ended") await page.keyboard.press("Home");
    else if (kind !== "paused") await page.keyboard.press(" ");
    else return shows(page, (seen) => seen.kind === "paused");
  }
}

/** Once the page shows what is wanted; between two pages there is none. */
export async function shows(page: Page, wanted: (seen: Seen) => boolean): Promise<Seen> {
  let seen: Seen | undefined;
  await until(
    "the page shows it",
    async () => {
      seen = (await page.evaluate(STATE_OF_PAGE).catch(() => undefined)) as Seen | undefined;
      return seen !== undefined && wanted(seen);
    },
    30_000,
  ).catch((error) => {
    throw new Error(`the page shows ${JSON.stringify(seen)}`, { cause: error });
  });
  return seen as Seen;
}
