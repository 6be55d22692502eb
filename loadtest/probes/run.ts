import { parseArgs } from "node:util";
import { type Probe, passes, report } from "./probe.ts";

/** Loaded one at a time: what one of them needs need not start for the others. */
const PROBES: Readonly<Record<string, () => Promise<Probe>>> = {
  prediction: async () => (await import("./prediction.ts")).prediction,
  beam: async () => (await import("./beam.ts")).beam,
  return: async () => (await import("./return.ts")).returning,
  reload: async () => (await import("./reload.ts")).reload,
  start: async () => (await import("./start.ts")).start,
  cheat: async () => (await import("./cheat.ts")).cheat,
  "input-latency": async () => (await import("./input-latency.ts")).inputLatency,
  resimulate: async () => (await import("./resimulate.ts")).resimulating,
  frame: async () => (await import("./frame.ts")).frame,
  seek: async () => (await import("./seek.ts")).seek,
};
const USAGE = `npm run probe -- NAME [--quick] [--seed N], with NAME one of ${Object.keys(PROBES).join(", ")}; see docs/load-testing.md.`;

process.exit(await main());

async function main(): Promise<number> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse();
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
  if (given.values.help) {
    console.log(USAGE);
    return 0;
  }
  const [name = ""] = given.positionals;
  const load = Object.hasOwn(PROBES, name) ? PROBES[name] : undefined;
  if (!load || given.positionals.length !== 1) return refuse("Name one probe");
  const seed = Number(given.values.seed);
  if (!Number.isInteger(seed) || seed < 0) return refuse("--seed must be a whole number");
  const options = { quick: given.values.quick, seed };
  const probe = await load();
  const result = await probe.run(options);
  console.log(report(probe, options, result));
  return passes(result) ? 0 : 1;
}

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false }, seed: { type: "string", default: "1" }, help: { type: "boolean", default: false } },
  });
}

function refuse(message: string): number {
  console.error(`${message}: ${USAGE}`);
  return 2;
}
