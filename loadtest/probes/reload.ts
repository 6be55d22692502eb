import { launchBrowser } from "../../server/testing/chromium.ts";
import { quantile } from "../crowd/quantile.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import type { Probe } from "./probe.ts";
import { LOST, ReloadingPerson } from "./reloading-person.ts";

const LIMIT_MS = 2000;
const TIMES = { full: 50, quick: 5 };

/** F5 in a real page, measured from the key to our own move in the server's eyes. */
export const reload: Probe = {
  name: "reload",
  claim: `F5 in mid-match in Chromium: in the same seat and in control within ${LIMIT_MS / 1000} s, every time`,
  async run({ quick }) {
    const times = TIMES[quick ? "quick" : "full"];
    const server = await ServerProcess.start(0);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
      const person = await ReloadingPerson.enter(page, server.url);
      const returns: number[] = [];
      for (let i = 0; i < times; i++) {
        returns.push(await person.reload());
        if (!(await person.inControl())) throw new Error(`after F5 number ${i + 1} nobody plays; the page says: ${await person.pageText()}`);
      }
      await person.forget();
      const forgotten = await person.reload(LIMIT_MS);
      const good = (list: readonly number[]) => list.filter((ms) => ms <= LIMIT_MS).length;
      return {
        findings: [
          { what: `returns within ${LIMIT_MS / 1000} s, of ${times}`, value: good(returns), limit: times, is: "at least" },
          { what: "share that returned at all", value: returns.filter((ms) => ms !== LOST).length / times, limit: 1, is: "at least" },
        ],
        control: [{ what: "returns of a browser that has forgotten who it is, of 1", value: good([forgotten]), limit: 1, is: "at least" }],
        told: {
          "ms p50, p95, most": [quantile(returns, 0.5), quantile(returns, 0.95), Math.max(...returns)]
            .map((ms) => (ms === LOST ? "never" : ms.toFixed(0)))
            .join(", "),
        },
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};
