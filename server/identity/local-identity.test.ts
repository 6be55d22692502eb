import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keptAuthSecret } from "./auth-secret.ts";
import { LocalIdentity } from "./local-identity.ts";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const DAY_MS = 24 * 3600 * 1000;

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function handMade(header: object, claims: object, secret = SECRET, hash = "sha256"): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${createHmac(hash, secret).update(content).digest("base64url")}`;
}

describe("LocalIdentity", () => {
  const identity = new LocalIdentity(SECRET);
  const soon = Math.floor(Date.now() / 1000) + 3600;
  const honest = { sub: "p_aaaaaaaaaaaaaaaa", name: "Ada", guest: true, iss: "velarium", aud: "velarium-player", exp: soon };
  const hs256 = { alg: "HS256" };

  it("knows its guests again, by a token that fits into a header", async () => {
    const { token, player } = await identity.guest("Ada");
    assert.deepEqual(await identity.verify(token), player);
    assert.deepEqual(await new LocalIdentity(SECRET).verify(token), player, "and so does the next process with this secret");
    assert.ok(token.length < 500);
  });

  it("gives every guest an id of their own", async () => {
    const [a, b] = [await identity.guest("Ada"), await identity.guest("Ada")];
    assert.notEqual(a.player.id, b.player.id);
  });

  it("takes a token made by hand with its secret: the forgeries below fail for the reason they name", async () => {
    assert.equal((await identity.verify(handMade(hs256, honest)))?.name, "Ada");
  });

  const forged: [what: string, token: string][] = [
    ["nothing", ""],
    ["text", "nonsense"],
    ["no signature", `${encoded(hs256)}.${encoded(honest)}.`],
    ["two parts", `${encoded(hs256)}.${encoded(honest)}`],
    ["alg none", `${encoded({ alg: "none" })}.${encoded(honest)}.`],
    ["another algorithm", handMade({ alg: "HS512" }, honest, SECRET, "sha512")],
    ["another secret", handMade(hs256, honest, "another-secret-of-at-least-32-characters")],
    ["a critical header that nobody knows", handMade({ ...hs256, crit: ["x"], x: 1 }, honest)],
    ["another issuer", handMade(hs256, { ...honest, iss: "elsewhere" })],
    ["another audience", handMade(hs256, { ...honest, aud: "admin" })],
    ["an end in the past", handMade(hs256, { ...honest, exp: soon - 7200 })],
    ["no end", handMade(hs256, { ...honest, exp: undefined })],
    ["no id", handMade(hs256, { ...honest, sub: undefined })],
    ["an id that is none", handMade(hs256, { ...honest, sub: "__proto__" })],
    ["no name", handMade(hs256, { ...honest, name: undefined })],
    ["a name that is no text", handMade(hs256, { ...honest, name: {} })],
    ["a megabyte", "a".repeat(1_000_000)],
    ["a header that is no JSON", `!!!.${encoded(honest)}.AAAA`],
  ];
  for (const [what, token] of forged) {
    it(`knows nobody by a token with ${what}`, async () => assert.equal(await identity.verify(token), undefined));
  }

  it("knows nobody by a token of which one character was changed", async () => {
    const { token } = await identity.guest("Ada");
    for (let at = 0; at < token.length - 1; at += 7) {
      const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      assert.equal(await identity.verify(changed), undefined, `character ${at}`);
    }
  });

  it("forgets a guest after 30 days, not before", async () => {
    let now = Date.now();
    const clocked = new LocalIdentity(SECRET, () => new Date(now));
    const { token, player } = await clocked.guest("Ada");
    now += 29 * DAY_MS;
    assert.deepEqual(await clocked.verify(token), player);
    now += DAY_MS + 1000;
    assert.equal(await clocked.verify(token), undefined);
  });
});

describe("keptAuthSecret", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "velarium-secret-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it("makes a secret once, for its owner's eyes", () => {
    const data = join(dir, "deep", "data");
    const secret = keptAuthSecret(data);
    assert.ok(secret.length >= 32);
    assert.equal(keptAuthSecret(data), secret);
    assert.equal(statSync(join(data, "auth-secret")).mode & 0o777, 0o600);
  });

  it("refuses a file that holds no secret, rather than to overwrite it", () => {
    writeFileSync(join(dir, "auth-secret"), "short");
    assert.throws(() => keptAuthSecret(dir), /auth-secret holds no secret of at least 32 characters/);
    assert.equal(readFileSync(join(dir, "auth-secret"), "utf8"), "short");
  });
});
