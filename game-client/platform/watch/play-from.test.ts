import assert from "node:assert/strict";
import { arenaInBrowser } from "../../../server/testing/arena-in-browser.ts";
import { playedMatch } from "../../../server/testing/played-match.ts";
import { until } from "../../../server/testing/until.ts";
import { pause } from "../../../server/testing/watched-page.ts";

const TICK = 600;

describe("playing from a tick of a replay, in a browser", function () {
  this.timeout(120_000);
  const visits = arenaInBrowser();

  it("begins a private match of that tick in the seat that was asked for, and leads back to the replay", async () => {
    const { server, open, picture } = visits;
    const played = await playedMatch(server, { fill: 6, minutes: 1 }, [await server.guest("Ada"), await server.guest("Ben")]);
    const page = await open(`/watch/${played.id}?t=${TICK}`, { viewport: { width: 1280, height: 720 } });
    const tick = () => page.evaluate<number>("window.velariumWatch?.match.ready ? window.velariumWatch.match.tick : 0");
    await until("the replay is shown", async () => (await tick()) >= TICK, 30_000);
    // It was played faster than it shows, so that it may be over by now: back to the middle, and still.
    await pause(page);
    // A match that has just ended is one that runs until spectators have seen its end.
    await until("all of it may be seen", () => page.evaluate<boolean>(`window.velariumWatch.match.range.last >= ${played.lastTick - 5}`), 30_000);
    await until("it is over for everybody", () => server.services.liveMatches.live().length === 0);
    await page.keyboard.press("5");
    await until("its middle is shown", async () => Math.abs((await tick()) - played.lastTick / 2) < 10, 30_000);
    await page.click("#watch-more");
    const shown = await tick();
    await picture(page, "play-from-here");
    await page.click("#more-play");
    const match = await until("a match of its own begins", () => server.services.matches.live()[0], 30_000);
    const { state } = server.room({ roomId: match.roomId } as never);
    const first = state.tick;
    assert.ok(!match.ranked && state.matchId !== played.id);
    assert.ok(first >= Math.floor(shown), `${first} of ${shown}`);
    const record = await until("its record is begun", () => server.services.journal.readRecord(match.id));
    assert.match(Buffer.from(record).toString("latin1"), new RegExp(`"from":{"match":"${played.id}","tick":${Math.floor(shown)}}`));
    await page.waitForSelector("canvas");
    await until("the page plays", () => {
      let plays = false;
      state.players.forEach(({ player, connected }) => {
        plays ||= player !== "" && connected;
      });
      return plays;
    });
    await until("it goes on", () => state.tick > first + 60, 30_000);
    await picture(page, "played-from-there");
  });
});
