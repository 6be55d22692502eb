import { BlockList, isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import { LOG_LEVELS } from "./lib/log.ts";

const MIN_SECRET_LENGTH = 32;
/** Of 32 random hex digits 14 are different; fewer than this are in three of ten thousand. */
const MIN_SECRET_VARIETY = 10;

const list = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((entry) => entry.trim() || []));

const environment = z.object({
  /** Port of HTTP and WebSocket; 0 takes a free one. */
  PORT: z.coerce.number("must be a number").int("must be a whole number").min(0, "must be 0 to 65535").max(65535, "must be 0 to 65535").default(2567),
  /** Address to listen on; unset means every interface, IPv6 and IPv4. */
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be an address or a host name")
    .optional(),
  /** Where players find this server, if a proxy stands before it or there are others: an allowed origin; https turns HSTS on. */
  PUBLIC_URL: z.string().refine(isOrigin, "must be a URL such as https://play.example.com").transform(originOf).optional(),
  /** Directory of everything that is kept: the embedded database, results on their way to it, the secret, the journal. */
  DATA_DIR: z
    .string()
    .default("./data")
    .transform((path) => resolve(path)),
  /** A PostgreSQL server; unset means the embedded database in DATA_DIR. */
  DATABASE_URL: z.string().refine(isPostgres, "must be a URL such as postgres://user:password@host:5432/name").optional(),
  /** A Redis server that joins the processes which use it; each is reached under a PUBLIC_URL of its own. Unset means that this process is alone. */
  REDIS_URL: z.string().refine(isRedis, "must be a URL such as redis://user:password@host:6379").optional(),
  /** Signs tokens; unset means one that is generated and kept in DATA_DIR. Several, separated by commas: the first signs, the others did, and their tokens stay good. */
  AUTH_SECRET: list
    .pipe(
      z.array(z.string().refine(isStrong, `must have at least ${MIN_SECRET_LENGTH} characters, as random as \`openssl rand -base64 32\` makes them`)),
    )
    .transform(([first, ...former]): readonly [string, ...string[]] | undefined => (first === undefined ? undefined : [first, ...former])),
  /** Other origins whose pages may call and connect, separated by commas. */
  ALLOWED_ORIGINS: list.pipe(
    z.array(z.string().refine(isOrigin, "must be origins such as https://example.com, separated by commas").transform(originOf)),
  ),
  /** Addresses or networks of proxies whose X-Forwarded-* headers count, separated by commas. */
  TRUSTED_PROXIES: list.pipe(z.array(z.string().refine(isNetwork, "must be addresses or networks such as 10.0.0.0/8, separated by commas"))),
  /** Another Velarium whose matches can be watched here too: this server relays what spectators see there. */
  WATCH_FROM: z.string().refine(isOrigin, "must be the origin of another Velarium, such as https://play.example.com").transform(originOf).optional(),
  /** Records and replays that nobody pinned are kept for so long ... */
  JOURNAL_DAYS: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 or more").default(30),
  /** ... and, the oldest first, no longer than all of them together take no more than this. */
  JOURNAL_MEGABYTES: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 or more").default(4096),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
});

/** What processes that are joined must have, and why. */
const JOINED = {
  DATABASE_URL: "all processes keep players and results in one PostgreSQL database",
  AUTH_SECRET: "all processes must take each other's tokens, so that it is the same for all",
  PUBLIC_URL: "players are sent to the process that plays their match, such as https://node-1.example.com",
} as const;

type Environment = z.infer<typeof environment>;

/** What the operator decided, checked. */
export interface Config {
  readonly port: number;
  readonly host: string | undefined;
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** The first signs; undefined where none is set. */
  readonly authSecrets: readonly [string, ...string[]] | undefined;
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly watchFrom: string | undefined;
  readonly journalDays: number;
  readonly journalMegabytes: number;
  readonly logLevel: Environment["LOG_LEVEL"];
}

export type ConfigRead = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment; an empty variable counts as unset. Every problem is reported, not the first alone. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): ConfigRead {
  const given = Object.fromEntries(Object.keys(environment.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const read = environment.safeParse(given);
  if (!read.success) return { ok: false, problems: [...new Set(read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`))] };
  const missing = Object.entries(JOINED).filter(([name]) => read.data.REDIS_URL !== undefined && given[name] === undefined);
  if (missing.length > 0) return { ok: false, problems: missing.map(([name, why]) => `REDIS_URL needs ${name} too: ${why}`) };
  const {
    PORT,
    HOST,
    PUBLIC_URL,
    DATA_DIR,
    DATABASE_URL,
    REDIS_URL,
    AUTH_SECRET,
    ALLOWED_ORIGINS,
    TRUSTED_PROXIES,
    WATCH_FROM,
    JOURNAL_DAYS,
    JOURNAL_MEGABYTES,
    LOG_LEVEL,
  } = read.data;
  return {
    ok: true,
    config: {
      port: PORT,
      host: HOST,
      publicUrl: PUBLIC_URL,
      dataDir: DATA_DIR,
      databaseUrl: DATABASE_URL,
      redisUrl: REDIS_URL,
      authSecrets: AUTH_SECRET,
      allowedOrigins: ALLOWED_ORIGINS,
      trustedProxies: TRUSTED_PROXIES,
      watchFrom: WATCH_FROM,
      journalDays: JOURNAL_DAYS,
      journalMegabytes: JOURNAL_MEGABYTES,
      logLevel: LOG_LEVEL,
    },
  };
}

/** A line of one word again and again, or of a few letters, is long and soon guessed; of random ones one in thousands is refused. */
function isStrong(secret: string): boolean {
  return secret.length >= MIN_SECRET_LENGTH && new Set(secret).size >= MIN_SECRET_VARIETY && !/^(.{1,24}?)\1+$/.test(secret);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isPostgres(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
}

function isRedis(text: string): boolean {
  return URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol);
}

function originOf(text: string): string {
  return new URL(text).origin;
}

function isNetwork(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  try {
    new BlockList().addSubnet(address, /^\d+$/.test(prefix) ? Number(prefix) : -1, family === 6 ? "ipv6" : "ipv4");
    return true;
  } catch {
    return false;
  }
}
