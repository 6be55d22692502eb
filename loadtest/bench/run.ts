import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Each is a script beside this one, takes the rest of the command line, and exits with 0 where its budget holds. */
const BENCHES = ["arena-step", "journal", "leaderboard", "leaderboard-updates", "redis-journal", "sign-in", "watchers"];

const [name = "", ...rest] = process.argv.slice(2);
if (BENCHES.includes(name)) {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  process.exitCode = spawnSync(process.execPath, [...process.execArgv, script, ...rest], { stdio: "inherit" }).status ?? 1;
} else {
  console.error(`Name a bench: npm run bench -- NAME, with NAME one of ${BENCHES.join(", ")}.`);
  process.exitCode = 2;
}
