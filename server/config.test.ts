import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readConfig } from "./config.ts";
import { fencesOf } from "./testing/markdown.ts";

const NEW_SECRET = "kS9zvQ4mX1cT7pYwB2nR8dHfL6gJ3aVe";
const OLD_SECRET = "0f8e5a2c9d7b1e6f3a4c8b0d5e9f7a21";

const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

describe("readConfig", () => {
  it("needs nothing", () => {
    assert.deepEqual(readConfig({}), {
      ok: true,
      config: {
        port: 2567,
        host: undefined,
        publicUrl: undefined,
        dataDir: resolve("data"),
        databaseUrl: undefined,
        redisUrl: undefined,
        authSecrets: undefined,
        allowedOrigins: [],
        trustedProxies: [],
        watchFrom: undefined,
        journalDays: 30,
        journalMegabytes: 4096,
        logLevel: "info",
      },
    });
  });

  it("reads everything, and takes an empty variable for an unset one", () => {
    const read = readConfig({
      PORT: "0",
      HOST: "::1",
      PUBLIC_URL: "https://play.example/path",
      DATA_DIR: "/srv/velarium",
      DATABASE_URL: "postgresql://velarium:hunter2@db:5432/velarium",
      REDIS_URL: "rediss://:hunter2@redis:6379",
      AUTH_SECRET: `${NEW_SECRET}, ${OLD_SECRET}`,
      ALLOWED_ORIGINS: "https://a.example, http://b.example:8080/,",
      TRUSTED_PROXIES: "10.0.0.0/8,::1, 192.0.2.1",
      LOG_LEVEL: "",
    });
    assert.deepEqual(read.ok && read.config, {
      port: 0,
      host: "::1",
      publicUrl: "https://play.example",
      dataDir: "/srv/velarium",
      databaseUrl: "postgresql://velarium:hunter2@db:5432/velarium",
      redisUrl: "rediss://:hunter2@redis:6379",
      authSecrets: [NEW_SECRET, OLD_SECRET],
      allowedOrigins: ["https://a.example", "http://b.example:8080"],
      trustedProxies: ["10.0.0.0/8", "::1", "192.0.2.1"],
      watchFrom: undefined,
      journalDays: 30,
      journalMegabytes: 4096,
      logLevel: "info",
    });
  });

  it("takes the settings of docs/operating.md, and all of them are needed", () => {
    const [shared, own] = fencesOf(readFileSync(new URL("../docs/operating.md", import.meta.url), "utf8")).map(({ text }) =>
      Object.fromEntries([...text.matchAll(/\b([A-Z_]+)=(?:"\$\(.+?\)"|(\S+))/g)].map(([, name = "", value]) => [name, value ?? NEW_SECRET])),
    );
    assert.deepEqual(problemsOf({ ...shared, ...own }), []);
    for (const name of ["DATABASE_URL", "AUTH_SECRET", "PUBLIC_URL"]) assert.equal(problemsOf({ ...shared, ...own, [name]: "" }).length, 1, name);
  });

  it("says in one line each what processes need that are joined by Redis", () => {
    assert.deepEqual(problemsOf({ REDIS_URL: "redis://127.0.0.1:6379" }), [
      "REDIS_URL needs DATABASE_URL too: all processes keep players and results in one PostgreSQL database",
      "REDIS_URL needs AUTH_SECRET too: all processes must take each other's tokens, so that it is the same for all",
      "REDIS_URL needs PUBLIC_URL too: players are sent to the process that plays their match, such as https://node-1.example.com",
    ]);
    for (const REDIS_URL of ["127.0.0.1:6379", "http://redis", "hunter2"])
      assert.deepEqual(problemsOf({ REDIS_URL }), ["REDIS_URL must be a URL such as redis://user:password@host:6379"]);
  });

  it("says what is wrong with each variable, in one line each", () => {
    assert.deepEqual(problemsOf({ PORT: "http" }), ["PORT must be a number"]);
    assert.deepEqual(problemsOf({ PORT: "2567.5" }), ["PORT must be a whole number"]);
    for (const PORT of ["65536", "-1"]) assert.deepEqual(problemsOf({ PORT }), ["PORT must be 0 to 65535"]);
    assert.deepEqual(problemsOf({ HOST: "a b" }), ["HOST must be an address or a host name"]);
    for (const PUBLIC_URL of ["play.example", "ftp://x"])
      assert.deepEqual(problemsOf({ PUBLIC_URL }), ["PUBLIC_URL must be a URL such as https://play.example.com"]);
    for (const DATABASE_URL of ["mysql://user:hunter2@db/x", "db:5432", "hunter2"])
      assert.deepEqual(problemsOf({ DATABASE_URL }), ["DATABASE_URL must be a URL such as postgres://user:password@host:5432/name"]);
    const weak = ["AUTH_SECRET must have at least 32 characters, as random as `openssl rand -base64 32` makes them"];
    for (const AUTH_SECRET of ["short", "s".repeat(64), "change-me-".repeat(5), "0101101001".repeat(4), `${NEW_SECRET},short`])
      assert.deepEqual(problemsOf({ AUTH_SECRET }), weak, AUTH_SECRET);
    assert.deepEqual(problemsOf({ ALLOWED_ORIGINS: "https://ok.example,*" }), [
      "ALLOWED_ORIGINS must be origins such as https://example.com, separated by commas",
    ]);
    for (const TRUSTED_PROXIES of ["proxy", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "::1/200"]) {
      assert.deepEqual(problemsOf({ TRUSTED_PROXIES }), ["TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, separated by commas"]);
    }
    assert.deepEqual(problemsOf({ LOG_LEVEL: "loud" }), ["LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent"]);
  });

  it("names every wrong variable at once, and never a value", () => {
    const problems = problemsOf({ PORT: "x", AUTH_SECRET: "hunter2", LOG_LEVEL: "loud" });
    assert.deepEqual(
      problems.map((line) => line.split(" ")[0]),
      ["PORT", "AUTH_SECRET", "LOG_LEVEL"],
    );
    assert.doesNotMatch(problems.join(), /hunter2/);
  });
});
