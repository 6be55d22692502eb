import type { Page } from "playwright-core";
import type { ArenaPlayer, ArenaWorld } from "../../rooms/arena/world.ts";
import { until } from "../../server/testing/until.ts";

/** Did not come back while somebody waited. */
export const LOST = Number.POSITIVE_INFINITY;
const PATIENCE_MS = 10_000;
/** A hand taps about as often. */
const TAP_MS = 40;
/** Walking turns the aim where one walks: these two keys are told apart by it. */
const KEYS = { KeyA: 32768, KeyD: 0 } as const;

/** What the page shows of its match. */
interface Shown {
  readonly velarium?: { readonly match: { readonly state: ArenaWorld; readonly self: ArenaPlayer | undefined } };
}

interface Seat {
  readonly matchId: string;
  readonly seat: number;
  readonly phase: string;
  readonly aim: number;
  readonly present: boolean;
}

/** Somebody in a private match who keeps pressing F5. */
export class ReloadingPerson {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async enter(page: Page, url: string): Promise<ReloadingPerson> {
    await page.goto(`${url}/?renderer=canvas`);
    await page.click("#private");
    // As long as possible, so that no match ends in the middle of a return.
    await page.selectOption("#option-scoreLimit", { index: 3 });
    await page.selectOption("#option-level", { index: 0 });
    await page.click("#open-private");
    const person = new ReloadingPerson(page);
    await until("the match is on", () => person.inControl(1000), 20_000);
    return person;
  }

  /** Milliseconds from F5 until the server has our move in the same seat; LOST after `patienceMs`. */
  async reload(patienceMs = PATIENCE_MS): Promise<number> {
    const before = await this.#seat();
    if (before?.phase !== "playing") throw new Error("the match ended before the probe was done: it takes a longer one");
    const beganMs = performance.now();
    await this.#page.reload({ waitUntil: "commit" });
    const after = await this.#control(beganMs + patienceMs);
    if (!after || after.matchId !== before.matchId || after.seat !== before.seat) return LOST;
    return performance.now() - beganMs;
  }

  async inControl(patienceMs = PATIENCE_MS): Promise<boolean> {
    return (await this.#control(performance.now() + patienceMs)) !== undefined;
  }

  pageText(): Promise<string> {
    return this.#page.innerText("body");
  }

  /** The browser no longer knows who sits here. */
  async forget(): Promise<void> {
    await this.#page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }

  /** Taps keys until the server says that we aim where we walk. */
  async #control(untilMs: number): Promise<Seat | undefined> {
    while (performance.now() < untilMs) {
      const now = await this.#seat();
      const code = now?.aim === KEYS.KeyA ? "KeyD" : "KeyA";
      await this.#page.keyboard.down(code);
      const reachedAtMs = performance.now() + 10 * TAP_MS;
      while (now && performance.now() < Math.min(untilMs, reachedAtMs)) {
        const seat = await this.#seat();
        if (seat?.present && seat.aim === KEYS[code]) {
          await this.#page.keyboard.up(code);
          return seat;
        }
      }
      await this.#page.keyboard.up(code);
    }
    return undefined;
  }

  /** As the server told it last; undefined while the page is on its way. */
  #seat(): Promise<Seat | undefined> {
    return this.#page
      .evaluate(() => {
        const { velarium } = globalThis as unknown as Shown;
        const match = velarium?.match;
        const own = match?.self;
        if (!match?.state || !own) return undefined;
        const { matchId, phase } = match.state;
        return { matchId, phase, seat: own.seat, aim: own.aim, present: own.connected && !own.bot };
      })
      .catch(() => undefined);
  }
}
