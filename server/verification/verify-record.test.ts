import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { arena } from "../../rooms/arena/game.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { RecordEncoder } from "../../rooms/lib/record.ts";
import type { RecordHeader } from "../../rooms/lib/record-header.ts";
import { hands } from "../testing/hands/game.ts";
import { recordMatch } from "../testing/record-match.ts";
import { type Verification, verifyRecord } from "./verify-record.ts";

const gameById = (id: string): AnyGame | undefined => [arena as AnyGame, hands as AnyGame].find((game) => game.id === id);
const verify = (bytes: Uint8Array): Verification => verifyRecord(bytes, { gameById });

const recorded = (game: AnyGame, seed: number, maxTicks: number): Uint8Array => recordMatch(game, { seed, maxTicks }).bytes;

/** With one bit turned round. */
function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

describe("verifyRecord", () => {
  const small = recorded(hands, 5, 45);

  it("verifies what was played, and says how much that was", () => {
    const { verdict, text } = verify(recorded(hands, 7, 3000));
    assert.equal(verdict, "verified");
    assert.match(text, /^verified: hands m_7: \d+ ticks, \d+ hashes$/);
  });

  it("finds each bit that is turned round in a record of the small game", () => {
    let differs = 0;
    for (let bit = 0; bit < small.length * 8; bit++) {
      const { verdict, text } = verify(flipped(small, bit));
      assert.ok(verdict !== "verified", `bit ${bit}: ${text}`);
      if (verdict === "differs") differs++;
    }
    assert.ok(differs > small.length);
  });

  it("finds bits that are turned round in the inputs of Arena", () => {
    const bytes = recorded(arena as AnyGame, 3, 200);
    const random = createRandom(1);
    for (let round = 0; round < 150; round++) {
      const bit = 600 * 8 + nextInt(random, (bytes.length - 600) * 8);
      const { verdict, text } = verify(flipped(bytes, bit));
      assert.ok(verdict !== "verified", `bit ${bit}: ${text}`);
    }
  });

  it("takes a record that is cut anywhere as cut, and never as another match", () => {
    for (let length = 0; length < small.length; length++) {
      const { verdict } = verify(small.subarray(0, length));
      assert.ok(verdict === "cut" || verdict === (length === 4 ? "foreign" : "damaged"), `${length}: ${verdict}`);
    }
  });

  it("survives any damage and any garbage", () => {
    const random = createRandom(9);
    for (let round = 0; round < 2000; round++) {
      const bytes = small.slice();
      for (let i = 0; i <= nextInt(random, 20); i++) bytes[nextInt(random, bytes.length)] = nextInt(random, 256);
      if (round % 4 === 0) for (let i = nextInt(random, bytes.length); i < bytes.length; i++) bytes[i] = nextInt(random, 256);
      assert.match(verify(bytes).verdict, /^(differs|cut|damaged|foreign)$/, `round ${round}`);
    }
  });

  it("refuses what no room writes: ticks that jump, seats that are not there, things after the end, options of another game", () => {
    const header: RecordHeader = { game: "hands", build: "1", matchId: "m_1", seed: 1, options: { matchId: "m_1", code: "" }, startedAt: 0 };
    const made = (write: (encoder: RecordEncoder<object>) => Uint8Array[], head = header) => {
      const encoder = new RecordEncoder(layoutOf(hands.Input));
      return verify(Buffer.concat([encoder.header(head), ...write(encoder)]));
    };
    const none = { system: [], seats: [] };
    assert.match(made((e) => [e.tick(2 ** 40, none)]).text, /damaged: tick 1099511627776 comes after tick 0/);
    assert.match(made((e) => [e.tick(1, { system: [{ kind: "drop", seat: 200 }], seats: [] })]).text, /damaged: there is no seat 200/);
    assert.match(made((e) => [e.end({ reason: "x" }), e.tick(1, none)]).text, /damaged: there is something after its end/);
    assert.match(made(() => [], { ...header, options: { ...header.options, map: 1 } as never }).text, /damaged: its options are refused/);
    assert.match(made(() => [], { ...header, game: "chess" }).text, /"chess", which is not in the catalogue/);
    assert.equal(made((e) => [e.tick(1, none), e.end({ reason: "x", ranking: [{ seat: 0, place: 1 }] })]).verdict, "differs");
  });

  it("does a bounded amount of work for a record of a million ticks", function () {
    this.timeout(60_000);
    const encoder = new RecordEncoder(layoutOf(hands.Input));
    const options = { matchId: "m_1", code: "" };
    const parts = [encoder.header({ game: "hands", build: "1", matchId: "m_1", seed: 1, options, startedAt: 0 })];
    for (let tick = 1; tick <= 1_000_010; tick++) parts.push(encoder.tick(tick, { system: [], seats: [] }));
    assert.match(verify(Buffer.concat(parts)).text, /damaged: more than 1000000 ticks/);
  });

  it("does not hold against a record that another build plays otherwise", () => {
    const changed: AnyGame = {
      ...(hands as AnyGame),
      step(world, inputs, tick) {
        hands.step(world as never, inputs as never, tick);
        (world as unknown as { clock: number }).clock += 1;
      },
    };
    const by = (build: string) => verifyRecord(small, { gameById: () => changed, build });
    assert.deepEqual([by("test").verdict, by("test").otherBuild], ["differs", false]);
    assert.deepEqual([by("another").verdict, by("another").otherBuild], ["differs", true]);
    assert.match(by("another").text, /, recorded by build test and played by build another, whose rules may be others$/);
    const flipped = small.slice();
    flipped[small.length >> 1] = (flipped[small.length >> 1] ?? 0) ^ 1;
    const { verdict, otherBuild } = verifyRecord(flipped, { gameById: () => hands as AnyGame, build: "another" });
    assert.deepEqual([verdict, otherBuild], ["differs", false]);
  });

  it("verifies the golden records of before there were digests", () => {
    const bytes = readFileSync(new URL("../../rooms/arena/replays/teams-on-orbit.record", import.meta.url));
    assert.equal(verify(bytes).verdict, "verified");
  });
});
