/**
 * What signing in adds to a join: a new guest who joins, against a join by somebody who is signed in already, in turn, on a
 * server with its embedded database; the guest alone on each database; and one password.
 * `npm run bench -- sign-in [--joins 60]`
 */
import { parseArgs } from "node:util";
import { LocalPresence } from "@colyseus/core";
import { Client } from "@colyseus/sdk";
import { openIdentity } from "../../server/identity/open-identity.ts";
import { PasswordHasher } from "../../server/identity/password-hash.ts";
import { PresenceSessionEndings } from "../../server/identity/presence-session-endings.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import { benchDatabase, DATABASES } from "./bench-database.ts";
import { conclude, type Finding, quantile, timed } from "./verdict.ts";

const WARM_UP = 10;
const GUESTS = 300;
const HASHES = 20;
const LIMIT = { addedMs: 50, hashMs: 100 };

const { values: given } = parseArgs({ options: { joins: { type: "string", default: "60" } } });
const findings: Finding[] = [...(await joins(Number(given.joins))), ...(await guests()), await passwords()];
conclude(findings);
process.exit();

async function joins(count: number): Promise<Finding[]> {
  const server = await ServerProcess.start(0);
  try {
    const { url } = server;
    const bare: number[] = [];
    const whole: number[] = [];
    for (let i = -WARM_UP; i < count; i++) {
      const known = await guest(url);
      const bareMs = await joinMs(url, async () => known);
      const wholeMs = await joinMs(url, () => guest(url));
      if (i < 0) continue;
      bare.push(bareMs);
      whole.push(wholeMs);
    }
    console.log(`bare join: p50 ${quantile(bare, 0.5).toFixed(1)} ms, p95 ${quantile(bare, 0.95).toFixed(1)} ms, of ${count}`);
    return [
      {
        what: "signing in as a guest adds to a join, median, ms",
        value: quantile(whole, 0.5) - quantile(bare, 0.5),
        limit: LIMIT.addedMs,
        is: "at most",
      },
      {
        what: "signing in as a guest adds to a join, p95, ms",
        value: quantile(whole, 0.95) - quantile(bare, 0.95),
        limit: LIMIT.addedMs,
        is: "at most",
      },
    ];
  } finally {
    await server.stop();
  }
}

/** From `signIn` to the first state of the match. */
async function joinMs(url: string, signIn: () => Promise<string>): Promise<number> {
  const from = performance.now();
  const client = new Client(url);
  client.auth.token = await signIn();
  const room = await client.joinOrCreate("arena");
  await new Promise((resolve) => room.onStateChange.once(resolve));
  const took = performance.now() - from;
  await room.leave();
  return took;
}

async function guest(url: string): Promise<string> {
  const response = await fetch(`${url}/api/guest`, { method: "POST" });
  const { token } = (await response.json()) as { token?: string };
  if (!token) throw new Error(`no guest: ${response.status}`);
  return token;
}

async function guests(): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const kind of DATABASES) {
    const { database, title } = await benchDatabase(kind);
    const { identity } = openIdentity({
      database,
      secrets: ["s".repeat(32)],
      endings: new PresenceSessionEndings(new LocalPresence()),
      data: [],
      registered: async () => {},
      log: console,
    });
    const made = await timed(GUESTS, async () => identity.verify((await identity.guest(undefined)).token));
    console.log(`${title}: guest and first check of the token p50 ${quantile(made, 0.5).toFixed(2)} ms`);
    found.push({
      what: `a guest and the first check of the token, ${kind}, p95, ms`,
      value: quantile(made, 0.95),
      limit: LIMIT.addedMs,
      is: "at most",
    });
    await database.destroy();
  }
  return found;
}

async function passwords(): Promise<Finding> {
  const hasher = new PasswordHasher();
  const times = await timed(HASHES, () => hasher.hash("correct horse battery"));
  console.log(`one password: p50 ${quantile(times, 0.5).toFixed(0)} ms, with whatever else runs on the machine`);
  return { what: "hashing one password, on a free core, ms", value: Math.min(...times), limit: LIMIT.hashMs, is: "at most" };
}
