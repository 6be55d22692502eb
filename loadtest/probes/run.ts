import { parseArgs } from "node:util";
import { beam } from "./beam.ts";
import { cheat } from "./cheat.ts";
import { prediction } from "./prediction.ts";
import { type Probe, passes, report } from "./probe.ts";
import { returning } from "./return.ts";

const PROBES: readonly Probe[] = [prediction, beam, returning, cheat];
const USAGE = `npm run probe -- NAME [--quick] [--seed N], with NAME one of ${PROBES.map(({ name }) => name).join(", ")}.`;

process.exitCode = await main();

async function main(): Promise<number> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse();
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
  if (given.values.help) {
    console.log([USAGE, ...PROBES.map(({ name, claim }) => `  ${name.padEnd(12)} ${claim}`)].join("\n"));
    return 0;
  }
  const probe = PROBES.find(({ name }) => name === given.positionals[0]);
  if (!probe || given.positionals.length !== 1) return refuse("Name one probe");
  const seed = Number(given.values.seed);
  if (!Number.isInteger(seed) || seed < 0) return refuse("--seed must be a whole number");
  const options = { quick: given.values.quick, seed };
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
