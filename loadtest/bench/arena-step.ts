/**
 * What one full Arena match costs: 16 bots on Schema instances, step and encode apart, and the bytes of the patches.
 * `node loadtest/bench/arena-step.ts [seconds of play] [easy|medium|hard]`; exits 1 when over budget.
 */
import { Encoder } from "@colyseus/schema";
import { arena } from "../../rooms/arena/game.ts";
import type { BotLevel } from "../../rooms/lib/game.ts";

const SEATS = arena.seats.max;
/** Colyseus' timed frame and the WebSocket header. */
const FRAMING_BYTES = 10;
const BUDGET = { stepP99Ms: 1, patchKbPerSecond: 12 };
/** Until the code is compiled. */
const WARM_UP_TICKS = 600;

const seconds = Number(process.argv[2] ?? 180);
const level = (process.argv[3] ?? "hard") as BotLevel;
const times = { bots: [] as number[], step: [] as number[], encode: [] as number[] };
const bytes: number[] = [];

for (let match = 0; bytes.length < seconds * arena.tickHz; match++) playMatch(match);

const stepP99 = report("step", times.step);
report("encode", times.encode);
report("16 bots think", times.bots);
const mean = bytes.reduce((sum, count) => sum + count, 0) / bytes.length;
const rate = ((mean + FRAMING_BYTES) * arena.patchHz) / 1000;
const seconds16 = secondsOf(bytes);
console.log(`patch    ${mean.toFixed(0)} B on average, ${quantile(bytes, 0.99)} B at p99; ${rate.toFixed(2)} kB/s a client, framing included`);
console.log(`         busiest second ${((Math.max(...seconds16) + FRAMING_BYTES * arena.patchHz) / 1000).toFixed(2)} kB`);
console.log(`${bytes.length} ticks of ${SEATS} ${level} bots; budget: step p99 ${BUDGET.stepP99Ms} ms, ${BUDGET.patchKbPerSecond} kB/s`);
process.exitCode = stepP99 <= BUDGET.stepP99Ms && rate <= BUDGET.patchKbPerSecond ? 0 : 1;

function playMatch(seed: number): void {
  const read = arena.options.read({ mode: seed % 2 === 0 ? "ffa" : "teams" });
  if (!read.ok) throw new Error(read.message);
  const world = arena.create(seed, { ...read.options, matchId: "bench", code: "" });
  const encoder = new Encoder(world);
  const bots = Array.from({ length: SEATS }, (_, seat) => arena.bot(seed, seat, level));
  const joins = bots.map((_, seat) => ({ kind: "join" as const, seat, player: "", name: `bot ${seat}`, bot: true }));
  for (let tick = 1; world.phase !== "finished" && bytes.length < seconds * arena.tickHz; tick++) {
    const start = performance.now();
    const seats = bots.map((bot) => bot.input(world));
    for (const input of seats) arena.sanitize(input);
    const thought = performance.now();
    arena.step(world, { system: tick === 1 ? joins : [], seats }, tick);
    const stepped = performance.now();
    const patch = encoder.encode().length;
    encoder.discardChanges();
    const encoded = performance.now();
    if (tick <= 2 || (seed === 0 && tick <= WARM_UP_TICKS)) continue;
    times.bots.push(thought - start);
    times.step.push(stepped - thought);
    times.encode.push(encoded - stepped);
    bytes.push(patch);
  }
}

function report(name: string, values: readonly number[]): number {
  const p99 = quantile(values, 0.99);
  console.log(`${name.padEnd(14)} p50 ${quantile(values, 0.5).toFixed(3)} ms, p99 ${p99.toFixed(3)} ms, most ${Math.max(...values).toFixed(2)} ms`);
  return p99;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function secondsOf(values: readonly number[]): number[] {
  const sums: number[] = [];
  values.forEach((value, index) => {
    const second = Math.floor(index / arena.patchHz);
    sums[second] = (sums[second] ?? 0) + value;
  });
  return sums;
}
