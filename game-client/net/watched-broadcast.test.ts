import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { arena } from "../../rooms/arena/game.ts";
import type { ArenaWorld } from "../../rooms/arena/world.ts";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { type RecordedBroadcast, recordBroadcast } from "../../server/testing/recorded-broadcast.ts";
import { recordedSource } from "../../server/testing/recorded-source.ts";
import { until } from "../../server/testing/until.ts";
import { openReplay } from "./open-playback.ts";
import type { WatchedMatch } from "./playback.ts";

const LAST = 1200;
const layout = layoutOf(arena.State);

describe("a broadcast that is played", () => {
  const hashes = new Map<number, string>();
  let dir: string;
  let recorded: RecordedBroadcast;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "velarium-test-"));
    const options = { map: "longshore", minutes: 3, scoreLimit: 200 };
    recorded = await recordBroadcast(dir, arena, {
      seats: 8,
      seed: 11,
      options,
      maxTicks: LAST,
      each: (world) => hashes.set(world.tick, seen(world)),
    });
  });

  after(() => rm(dir, { recursive: true, force: true }));

  const open = (change: Partial<Parameters<typeof recordedSource>[1]> = {}) =>
    openReplay<ArenaWorld>({ game: arena as unknown as AnyGame, source: recordedSource(recorded, change) });

  it("shows at each tick the state that the server had", async () => {
    const match = await opened(open());
    assert.deepEqual(match.range, { first: 1, last: LAST });
    match.pause();
    let compared = 0;
    for (let tick = 1; tick < LAST; tick++) {
      assert.equal(match.tick, tick);
      assert.equal(seen(match.state), hashes.get(tick), `tick ${tick}`);
      compared++;
      match.step(1);
      if (match.tick === tick) await arrived(match, tick);
    }
    assert.equal(compared, LAST - 1);
    assert.equal(match.status.kind, "ended");
    match.close();
  });

  it("shows the same after 200 seeks to anywhere, whatever came before", async () => {
    const match = await opened(open());
    match.pause();
    const random = createRandom(7);
    for (let i = 0; i < 200; i++) {
      const tick = 1 + nextInt(random, LAST);
      await match.seek(tick);
      assert.equal(match.tick, tick);
      assert.equal(seen(match.state), hashes.get(tick), `seek ${i} to tick ${tick}`);
      const preview = 1 + nextInt(random, LAST);
      const other = await match.preview(preview);
      assert.equal(other && seen(other), hashes.get(preview), `preview of tick ${preview}`);
      assert.equal(seen(match.state), hashes.get(tick), "a preview changes nothing");
    }
    match.close();
  });

  it("holds a seek within what there is", async () => {
    const match = await opened(open());
    await match.seek(-50);
    assert.equal(match.tick, 1);
    await match.seek(1e9);
    assert.equal(match.tick, LAST);
    assert.equal(seen(match.state), hashes.get(LAST));
    match.close();
  });

  it("steps back, over the beginning of a segment too, and no further than the first state", async () => {
    const match = await opened(open());
    const border = recorded.index.segments[3]?.firstTick ?? 0;
    await match.seek(border + 1);
    for (const tick of [border, border - 1, border - 2]) {
      match.step(-1);
      await until(`tick ${tick} is shown`, () => match.tick === tick);
      assert.equal(seen(match.state), hashes.get(tick));
    }
    assert.equal(match.status.kind, "paused");
    await match.seek(2);
    match.step(-1);
    await until("the first is shown", () => match.tick === 1);
    match.close();
  });

  for (const speed of [0.25, 0.5, 1, 2, 4, 8]) {
    it(`passes time at ${speed} times its speed, and shows the right state`, async () => {
      const match = await whole(open());
      match.setSpeed(speed);
      await match.seek(60);
      match.frame(0);
      // Two seconds in all, in frames of 60 Hz.
      for (let frame = 1; frame <= 120; frame++) {
        match.frame((frame * 1000) / 60);
      }
      const due = Math.min(LAST, 60 + 60 * speed);
      assert.ok(Math.abs(match.tick - due) < 0.01, `at tick ${match.tick}, not ${due}`);
      assert.equal(match.state.tick, Math.ceil(match.tick - 1e-6));
      assert.equal(seen(match.state), hashes.get(match.state.tick));
      match.close();
    });
  }

  it("bounds the speed, ends at its end, and plays again from its beginning", async () => {
    const match = await opened(open());
    match.setSpeed(100);
    assert.equal(match.speed, 8);
    match.setSpeed(0);
    assert.equal(match.speed, 0.25);
    match.setSpeed(1);
    await match.seek(LAST - 2);
    for (let ms = 0; ms < 500; ms += 20) match.frame(ms);
    assert.equal(match.status.kind, "ended");
    assert.equal(match.tick, LAST);
    match.play();
    await until("it begins again", () => match.tick === 1);
    assert.equal(match.status.kind, "playing");
    match.close();
  });

  it("draws between two states at any speed, and never on the way of a teleport", async () => {
    const match = await whole(open());
    match.setSpeed(0.25);
    let between = 0;
    let jumps = 0;
    await match.seek(100);
    const before = new Map<number, { x: number; y: number }>();
    const { snap } = arena.smooth?.players ?? { snap: 0 };
    for (let ms = 0; ms < 60_000; ms += 25) {
      match.frame(ms);
      match.state.players.forEach((player) => {
        const at = { x: match.value("players", player, "x"), y: match.value("players", player, "y") };
        const last = before.get(player.seat);
        before.set(player.seat, at);
        if (!last) return;
        const way = Math.hypot(at.x - last.x, at.y - last.y);
        if (way > snap) jumps++;
        // A fifth of a tick each frame: a dash goes 432 units a tick.
        else {
          assert.ok(way < 150, `seat ${player.seat} goes ${way} units in a frame at tick ${match.tick}`);
          if (at.x % 1 !== 0) between++;
        }
      });
    }
    assert.ok(between > 1000, `${between} places between two states`);
    assert.ok(jumps > 0, "nobody came back after a death");
    match.close();
  });

  it("waits for a segment that is late, and goes on", async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const match = await opened(open({ before: (n) => (n === 1 ? gate : Promise.resolve()) }));
    let ms = 0;
    for (; ms < 4000; ms += 20) match.frame(ms);
    assert.equal(match.status.kind, "loading");
    assert.equal(match.tick, recorded.index.segments[0]?.lastTick);
    release();
    await until("it goes on", () => {
      ms += 20;
      match.frame(ms);
      return match.tick > 70;
    });
    match.close();
  });

  it("plays a broadcast that was cut to its last whole frame", async () => {
    const cut = { ...recorded, index: { ...recorded.index, state: "cut" as const, segments: recorded.index.segments.slice(0, 4) } };
    const match = await opened(openReplay<ArenaWorld>({ game: arena as unknown as AnyGame, source: recordedSource(cut) }));
    assert.equal(match.cut, true);
    await match.seek(1e9);
    assert.equal(match.tick, cut.index.segments.at(-1)?.lastTick);
    assert.equal(match.status.kind, "ended");
    match.close();
  });

  it("says of a broadcast in a newer format that a newer page is needed", async () => {
    const newer = { ...recorded, index: { ...recorded.index, head: { ...recorded.index.head, format: 2 } } };
    const match = openReplay<ArenaWorld>({ game: arena as unknown as AnyGame, source: recordedSource(newer) });
    await until("it says so", () => match.status.kind === "failed");
    assert.deepEqual(match.status, { kind: "failed", code: "replay/newer", detail: "format 2" });
  });
});

async function opened<W extends World>(match: WatchedMatch<W>): Promise<WatchedMatch<W>> {
  await until("the first state is there", () => match.ready);
  return match;
}

/** With all its segments here. */
async function whole<W extends World>(match: WatchedMatch<W>): Promise<WatchedMatch<W>> {
  await opened(match);
  for (let tick = match.range.first; tick <= match.range.last; tick += 30) await match.preview(tick);
  return match;
}

async function arrived(match: WatchedMatch, tick: number): Promise<void> {
  await until(`there is more than tick ${tick}`, () => {
    match.step(1);
    return match.tick > tick || match.status.kind === "ended";
  });
}

/** A fingerprint of all that is synced. */
function seen(world: World): string {
  return hashWorld(layout, Object.create(world, { hidden: { value: undefined } }) as object);
}
