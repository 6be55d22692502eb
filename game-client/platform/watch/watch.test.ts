import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { arena } from "../../../rooms/arena/game.ts";
import type { ArenaWorld } from "../../../rooms/arena/world.ts";
import { type MatchId, newMatchId } from "../../../server/ids.ts";
import { arenaInBrowser } from "../../../server/testing/arena-in-browser.ts";
import { quickPlay } from "../../../server/testing/joined.ts";
import { newPlayers, participant, resultOf } from "../../../server/testing/match-results.ts";
import { recordBroadcast } from "../../../server/testing/recorded-broadcast.ts";
import { until } from "../../../server/testing/until.ts";
import { pause, shows } from "../../../server/testing/watched-page.ts";

describe("watching in a browser", function () {
  this.timeout(120_000);
  const visits = arenaInBrowser();
  const { open } = visits;
  /** One that is over, of 12 seconds, for all that only look at it. */
  let matchId: MatchId;
  let file: Buffer;

  before(async () => {
    matchId = await recorded(360);
    await visits.server.services.matches.finish({ ...resultOf(newPlayers(2), { game: "arena", mode: "ffa" }), id: matchId });
    file = Buffer.from(await (await fetch(`${visits.server.url}/api/matches/${matchId}/journal/file`)).arrayBuffer());
  });

  // Quick play of the next test begins a match of its own.
  afterEach(() => visits.server.colyseus.cleanup());

  it("leads from the live page to a running match, back in time while it runs, and to what happens now again", async () => {
    const { matchId: running } = await begin();
    const page = await open("/live");
    await page.click(`.live-match a[href="/watch/${running}?live=1"]`);
    const live = await shows(page, (seen) => seen.kind === "live" && seen.last > 150);
    await page.keyboard.press("Home");
    const back = await shows(page, (seen) => seen.kind !== "loading" && seen.tick < seen.first + 90);
    assert.ok(back.running && back.tick < live.tick, JSON.stringify(back));
    await page.waitForSelector('#watch-live[data-live="false"]');
    await page.keyboard.press("l");
    const again = await shows(page, (seen) => seen.kind === "live" && seen.tick > live.tick);
    assert.ok(again.last - again.tick < 60, JSON.stringify(again));
  });

  it("plays the replay of a finished match by keyboard alone", async () => {
    const page = await open(`/watch/${matchId}`);
    await pause(page);
    await page.keyboard.press("3");
    const paused = await shows(page, (seen) => Math.abs(seen.tick - seen.first - (seen.last - seen.first) * 0.3) < 4);
    await page.keyboard.press(".");
    const stepped = await shows(page, (seen) => seen.tick > paused.tick);
    assert.ok(stepped.tick - paused.tick < 4, `${paused.tick} -> ${stepped.tick}`);
    await page.keyboard.press(",");
    await shows(page, (seen) => seen.tick < stepped.tick);
    await page.keyboard.press("5");
    const half = await shows(page, (seen) => Math.abs(seen.tick - (seen.first + seen.last) / 2) < 4);
    assert.equal(half.kind, "paused");
    await page.keyboard.press(">");
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>("#watch-speed")?.value === "2");
    await page.keyboard.press("c");
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>("#watch-camera")?.value.startsWith("follow-"));
    await page.keyboard.press("?");
    await page.waitForSelector("#watch-panel .keys-list");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#watch-panel", { state: "hidden" });
    await page.keyboard.press("m");
    await page.waitForSelector(".moment-list button");
    await page.focus(".moment-list li:last-child button");
    await page.keyboard.press("Enter");
    await shows(page, (seen) => seen.tick > half.tick);
    await page.keyboard.press("Escape");
    await page.focus("#watch-bar");
    await page.keyboard.press("Home");
    await shows(page, (seen) => seen.tick === seen.first);
    await page.waitForFunction(() => /^0:00 of \d+:\d\d$/.test(document.querySelector("#watch-bar")?.getAttribute("aria-valuetext") ?? ""));
    await page.keyboard.press("End");
    await page.keyboard.press(" ");
    await shows(page, (seen) => seen.kind === "ended");
    await page.keyboard.press(" ");
    await shows(page, (seen) => seen.kind === "playing" && seen.tick < seen.last);
  });

  it("opens at the tick and with the camera of a link that was shared", async () => {
    const page = await open(`/watch/${matchId}`, {
      search: "?renderer=canvas&t=120&camera=follow-1",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const seen = await shows(page, ({ kind, tick }) => kind !== "loading" && tick > 2);
    assert.ok(seen.tick >= 120, `${seen.tick}`);
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>("#watch-camera")?.value === "follow-1");
    const paused = await pause(page);
    await page.click("#watch-share");
    await page.click("#share-copy");
    const link = await until("the link is copied", () => page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(link, `${visits.server.url}/watch/${matchId}?t=${Math.round(paused.tick)}&camera=follow-1`);
  });

  it("makes a clip, whose link plays just that and offers it again and the whole match", async () => {
    const page = await open(`/watch/${matchId}`);
    await pause(page);
    await page.keyboard.press("2");
    const from = await shows(page, ({ kind, tick, first, last }) => kind === "paused" && Math.abs(tick - first - (last - first) / 5) < 4);
    await page.keyboard.press("i");
    await page.waitForSelector("#clip-begin");
    await page.keyboard.press("ArrowRight");
    const to = await shows(page, ({ tick }) => tick > from.tick);
    await page.click("#clip-end");
    const link = new URL((await page.inputValue("#clip-link")) ?? "");
    assert.equal(link.searchParams.get("clip"), `${Math.round(from.tick)}-${Math.round(to.tick)}`);

    await page.goto(`${link.href}&renderer=canvas`);
    await shows(page, ({ kind }) => kind === "playing");
    for (let faster = 0; faster < 3; faster++) await page.keyboard.press(">");
    await page.waitForSelector("#clip-again", { timeout: 30_000 });
    const over = await shows(page, ({ kind }) => kind === "paused");
    assert.ok(over.tick >= to.tick - 1 && over.tick < to.tick + 30, `${over.tick} of ${to.tick}`);
    await page.click("#clip-again");
    await shows(page, ({ kind, tick }) => kind === "playing" && tick < to.tick);
    await page.waitForSelector("#clip-whole");
    await page.click("#clip-whole");
    await shows(page, ({ kind, tick }) => kind === "playing" && tick > to.tick + 10);
    assert.equal(new URL(page.url()).search, "");
  });

  it("plays a file that is dropped, without a server", async () => {
    const page = await open("/replay");
    await page.waitForLoadState("networkidle");
    await page.context().setOffline(true);
    await drop(page, `${matchId}.velarium`, file);
    await shows(page, ({ kind, tick }) => kind === "playing" && tick > 10);
    await page.keyboard.press("9");
    await shows(page, ({ tick, first, last }) => tick > first + (last - first) * 0.85);
    assert.equal(await page.locator("#watch-share").count(), 0, "there is nothing that a link could lead to");
  });

  it("says in a sentence what is wrong with a file, and takes the next one", async () => {
    const page = await open("/live");
    await page.waitForSelector(".live-place h2");
    const [newer, damaged] = [Buffer.from(file), Buffer.from(file)];
    newer[4] = 99;
    damaged.fill(7, file.length - 400);
    for (const [name, content, sentence] of [
      ["holiday.png", Buffer.from("\x89PNG\r\n\x1a\n and so on"), /no replay of Velarium/],
      ["empty.velarium", Buffer.alloc(0), /empty/],
      ["newer.velarium", newer, /newer version/],
      ["cut.velarium", file.subarray(0, file.length / 2), /damaged/],
    ] as const) {
      await drop(page, name, content);
      await until(`the page says ${sentence}`, async () => sentence.test((await page.locator(".watch-trouble .sentence").allTextContents()).join()));
    }
    await drop(page, "damaged.velarium", damaged);
    await shows(page, ({ kind }) => kind === "playing");
    await page.keyboard.press("End");
    await until("what is damaged is said", async () => /damaged/.test((await page.locator(".watch-veil .sentence").allTextContents()).join()));
  });

  it("tells of a match that is unknown and of one whose replay is gone what it is and what to do", async () => {
    const page = await open("/watch/m_0000000000000000");
    await page.waitForSelector("text=There is no such match");
    await page.waitForSelector('main a[href="/live"]');
    const gone = resultOf(newPlayers(2), { game: "arena", mode: "ffa" });
    await visits.server.services.matches.finish(gone);
    await page.goto(`${visits.server.url}/watch/${gone.id}`);
    await page.waitForSelector("text=no longer kept");
    await page.click(`main a[href="/matches/${gone.id}"]`);
    await page.waitForSelector("table.ranks");
    await page.waitForSelector("#replay-gone");
    assert.equal(await page.locator(".watch-ways").count(), 0, "a replay that is gone is not offered");
    await page.goto(`${visits.server.url}/matches/${matchId}`);
    await page.waitForSelector(`.watch-ways a[href="/watch/${matchId}"]`);
  });

  it("keeps a match for who played it, and still says so after a reload", async () => {
    const { player, token } = await visits.server.guest("Fabia");
    const mine = { ...resultOf([player.id], { game: "arena", mode: "ffa" }), id: await recorded(60) };
    await visits.server.services.matches.finish(mine);
    const page = await open(`/matches/${mine.id}`, { kept: { "velarium.token": token } });
    await page.click("#pin");
    await page.waitForSelector("#pin:has-text('no longer')");
    await page.reload();
    await page.click("#pin:has-text('no longer')");
    await page.waitForSelector("#pin:has-text('Keep this replay')");
  });

  it("begins a private match from where a replay is, in the seat that is followed; the way back leads to the replay", async () => {
    const { room, world, matchId: played } = await begin();
    await until("some of it is played", () => world.tick > 60);
    end(world);
    await until("it is over", async () => (await fetch(`${visits.server.url}/api/matches/${played}/record`)).ok, 30_000);
    await room.leave();
    const page = await open(`/watch/${played}`, { search: "?renderer=canvas&t=30&camera=follow-2" });
    const { tick } = await pause(page);
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>("#watch-camera")?.value === "follow-2");
    await page.click("#watch-more");
    await page.click("#more-play");
    const own = await until("it is played", () =>
      page.evaluate(() => {
        const state = (window.velarium?.match as { state?: ArenaWorld } | undefined)?.state;
        const seats: number[] = [];
        state?.players?.forEach(({ bot, seat }) => {
          if (!bot) seats.push(seat);
        });
        return state?.phase === "playing" ? { tick: state.tick, code: state.code, seats } : undefined;
      }),
    );
    assert.ok(own.tick >= Math.floor(tick) && own.seats.join() === "2" && own.code !== "", JSON.stringify(own));
    await page.waitForURL(`**/m/${own.code}?renderer=canvas`);
    await page.goBack();
    await page.waitForURL(`**/watch/${played}?*`);
    const back = await shows(page, (seen) => seen.kind !== "loading" && seen.tick > 1);
    assert.ok(back.tick >= Math.floor(tick), JSON.stringify(back));
  });

  it("ends a match that is watched live with its replay, and finds the rematch", async () => {
    const { matchId: running, room, world } = await begin();
    const page = await open(`/watch/${running}`, { search: "?renderer=canvas&live=1" });
    await shows(page, ({ kind }) => kind === "live");
    end(world);
    await page.waitForSelector("#ended-replay");
    await room.request("rematch.vote");
    await page.waitForSelector("#ended-next", { timeout: 60_000 });
    await page.click("#ended-replay");
    await shows(page, ({ kind, tick, first, last }) => kind === "playing" && tick < (first + last) / 2);
  });

  it("marks on a board and in a profile who plays now, and leads to the match", async () => {
    const { who, matchId: live } = await begin();
    const best = participant(who.player.id, 1, { values: { "arena-month-kills": 50 } });
    await visits.server.services.matches.finish(resultOf([], { game: "arena", mode: "ffa", endedAt: new Date(), participants: [best] }));
    const page = await open("/leaderboards/arena-month-kills");
    for (const link of ["table.standings a.playing", "#watch-player"]) {
      assert.equal(await page.locator(link).getAttribute("href"), `/watch/${live}?live=1`);
      await page.goto(`${visits.server.url}/players/${who.player.id}`);
    }
  });

  it("leads who gives a seat up to what goes on there", async () => {
    const page = await open("/");
    await page.click("#play");
    await page.waitForFunction(() => (window.velarium?.match as { state?: { phase: string } } | undefined)?.state?.phase === "playing");
    await page.keyboard.press("Escape");
    await page.click("#menu-leave");
    await page.click('.notice a[href^="/watch/"]');
    await page.waitForURL(/\/watch\/m_.*live=1/);
  });

  it("hides the controls while a match is watched on a phone, and brings them back by a tap", async () => {
    const page = await open(`/watch/${matchId}`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await pause(page);
    await page.keyboard.press("Home");
    await shows(page, ({ tick, first }) => tick === first);
    await page.keyboard.press(" ");
    await page.waitForSelector('.watch[data-controls="hidden"]', { timeout: 15_000 });
    await page.touchscreen.tap(190, 320);
    await page.waitForSelector('.watch[data-controls="shown"]');
    const small = await page.evaluate(() =>
      [...document.querySelectorAll(".watch-bottom button, .watch-bottom select")]
        .map((node) => ({ id: node.id, ...node.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width > 0 && (width < 44 || height < 44)),
    );
    assert.deepEqual(small, []);
  });

  /** The replay of a match between bots, as the server would have kept it. */
  async function recorded(maxTicks: number): Promise<MatchId> {
    const options = { seats: 8, seed: 5, level: "hard", options: { map: "orbit" }, maxTicks, matchId: newMatchId() } as const;
    await recordBroadcast(join(visits.server.dataDir, "journal"), arena, options);
    return options.matchId;
  }

  /** A match with a person in it whose play has begun. */
  async function begin() {
    const who = await visits.server.guest("Fabia");
    const room = await quickPlay(who, "arena", { mode: "ffa", map: "orbit", fill: 8 });
    const world = visits.server.room(room).state as unknown as ArenaWorld;
    room.onMessage("match.settled", () => {});
    await until("play begins", () => world.phase === "playing" && world.matchId !== "");
    return { who, room, world, matchId: world.matchId };
  }
});

/** Somebody has all the points there are. */
function end(world: ArenaWorld): void {
  world.players.forEach((entry) => {
    if (entry.seat === 0) entry.score = world.scoreLimit;
  });
}

/** Drops a file on the page, as a hand does. */
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  await page.evaluate(
    ({ file, base64 }) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], file));
      for (const type of ["dragover", "drop"]) window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, cancelable: true, bubbles: true }));
    },
    { file: name, base64: content.toString("base64") },
  );
}
