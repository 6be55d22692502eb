import assert from "node:assert/strict";
import { join } from "node:path";
import { arena } from "../../../rooms/arena/game.ts";
import { newMatchId } from "../../../server/ids.ts";
import { arenaInBrowser } from "../../../server/testing/arena-in-browser.ts";
import { recordBroadcast } from "../../../server/testing/recorded-broadcast.ts";
import { pause } from "../../../server/testing/watched-page.ts";

describe("the bar of time", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  it("has each moment above its time, at every size", async () => {
    const matchId = newMatchId();
    const recorded = { seats: 8, seed: 5, level: "hard", options: { map: "orbit" }, maxTicks: 360, matchId } as const;
    const { index } = await recordBroadcast(join(visits.server.dataDir, "journal"), arena, recorded);
    const ticks = index.moments.map(({ tick }) => tick);
    const [first, last] = [Math.min(...ticks), Math.max(...ticks)];
    const page = await visits.open(`/watch/${matchId}`);
    await pause(page);
    for (const [width, height] of [
      [1280, 720],
      [390, 844],
      [844, 390],
    ] as const) {
      await page.setViewportSize({ width, height });
      const part = (tick: number) => (tick - 1) / (recorded.maxTicks - 1);
      await page.waitForFunction(
        ([from, to]) => {
          const track = document.querySelector(".timeline .track")?.getBoundingClientRect();
          const middles = [...document.querySelectorAll(".timeline .marks path")].map((mark) => {
            const { left, width } = mark.getBoundingClientRect();
            return track ? (left + width / 2 - track.left) / track.width : Number.NaN;
          });
          const near = (one: number, other: number) => Math.abs(one - other) < 0.01;
          return middles.length > 0 && near(Math.min(...middles), from) && near(Math.max(...middles), to);
        },
        [part(first), part(last)] as const,
      );
    }
    assert.ok(last > first);
  });
});
