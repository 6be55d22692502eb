import assert from "node:assert/strict";
import { readArguments } from "./arguments.ts";
import { type Budget, brokenBudgets, whyInvalid } from "./budgets.ts";
import { bucketQuantile, bucketsBetween, readSamples, total } from "./prometheus-text.ts";

describe("the arguments of a load test", () => {
  it("are complete by default", () => {
    const read = readArguments(["arena"]);
    assert.ok(read.ok);
    const { game, ...rest } = read.options;
    assert.equal(game.id, "arena");
    assert.deepEqual(rest, { players: 100, seconds: 20, perRoom: 0, workers: 1, level: "medium", seed: 1, url: undefined });
  });

  const wrong: [args: string[], sentence: RegExp][] = [
    [[], /^Name one game; see/],
    [["chess"], /^There is no game "chess"; see/],
    [["arena", "arena"], /^Name one game/],
    [["arena", "--players", "0"], /^--players must be a whole number from 1 to 2000/],
    [["arena", "--players", "ten"], /^--players must be a whole number/],
    [["arena", "--per-room", "17"], /^--per-room must be a whole number from 0 to 16/],
    [["arena", "--level", "god"], /^--level must be one of easy, medium, hard/],
    [["arena", "--url", "nowhere"], /^--url must be like/],
    [["arena", "--speed", "9"], /^Unknown option '--speed'; see/],
    [["arena", "--players"], /^Option '--players <value>' argument missing/],
  ];
  for (const [args, sentence] of wrong) {
    it(`get one sentence: ${args.join(" ") || "none"}`, () => {
      const read = readArguments(args);
      assert.ok(!read.ok && !read.help);
      assert.match(read.message, sentence);
      assert.equal(read.message.split("\n").length, 1);
    });
  }
});

describe("Prometheus' text", () => {
  const text = (small: number, large: number, all: number) =>
    [
      "# HELP step_seconds One step.",
      `step_seconds_bucket{le="0.001",game="arena"} ${small}`,
      `step_seconds_bucket{le="0.002",game="arena"} ${large}`,
      `step_seconds_bucket{le="+Inf",game="arena"} ${all}`,
      'refused_total{reason="flood"} 2',
      'refused_total{reason="input"} 3',
      "refused_total_other 7",
    ].join("\n");

  it("sums a counter over its labels", () => {
    const samples = readSamples(text(1, 1, 1));
    assert.equal(total(samples, "refused_total"), 5);
    assert.equal(total(samples, "refused_total", 'reason="input"'), 3);
    assert.equal(total(samples, "absent_total"), 0);
  });

  it("gives the quantiles of what was counted in between, on a line within a bucket", () => {
    const between = bucketsBetween(readSamples(text(100, 100, 100)), readSamples(text(150, 200, 200)), "step_seconds", 'game="arena"');
    assert.deepEqual(between.counts, [50, 100, 100]);
    assert.equal(bucketQuantile(between, 0.25), 0.0005);
    assert.equal(bucketQuantile(between, 0.75), 0.0015);
  });

  it("gives the last bound for what lies beyond it, and 0 where nothing was counted", () => {
    const beyond = bucketsBetween(readSamples(""), readSamples(text(0, 0, 10)), "step_seconds", 'game="arena"');
    assert.equal(bucketQuantile(beyond, 0.5), 0.002);
    assert.equal(bucketQuantile(bucketsBetween(readSamples(""), readSamples(text(0, 0, 0)), "step_seconds", ""), 0.5), 0);
  });
});

describe("the budget of a run", () => {
  const budget: Budget = { unitsPerPx: 1, most: { errors: 0, "step p99 ms": 1 }, least: { "tick rate, worst room": 29.5 } };
  const good = new Map([
    ["errors", 0],
    ["step p99 ms", 0.4],
    ["tick rate, worst room", 30],
  ]);

  it("is kept by figures on the right side of each limit", () => assert.deepEqual(brokenBudgets(good, budget), []));

  it("names each figure that breaks it, and each that was not measured", () => {
    const bad = new Map([
      ["errors", 2],
      ["step p99 ms", Number.NaN],
      ["tick rate, worst room", 21],
    ]);
    assert.deepEqual(brokenBudgets(bad, budget), [
      '"errors" is 2; at most 0',
      '"step p99 ms" was not measured',
      '"tick rate, worst room" is 21; at least 29.5',
    ]);
    assert.equal(brokenBudgets(new Map(), budget).length, 3);
  });

  it("says nothing where the generator was the bottleneck", () => {
    const generator = (busy: number, late: number) =>
      whyInvalid(
        new Map([
          ["generator CPU %, busiest", busy],
          ["generator late p99 ms", late],
        ]),
      );
    assert.equal(generator(50, 2), undefined);
    assert.match(generator(95, 2) ?? "", /95 % of its core/);
    assert.match(generator(50, 80) ?? "", /80 ms late/);
    assert.ok(whyInvalid(new Map()));
  });
});
