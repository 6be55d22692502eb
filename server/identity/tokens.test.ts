import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPlayerId, newSessionId } from "../ids.ts";
import { keptAuthSecret } from "./auth-secret.ts";
import { keyIdOf, Tokens } from "./tokens.ts";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const DAY_MS = 24 * 3600 * 1000;

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function handMade(header: object, claims: object, secret = SECRET, hash = "sha256"): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${createHmac(hash, secret).update(content).digest("base64url")}`;
}

describe("Tokens", () => {
  const tokens = new Tokens(SECRET);
  const soon = Math.floor(Date.now() / 1000) + 3600;
  const session = newSessionId();
  const ada = { id: newPlayerId(), name: "Ada", guest: true };
  const honest = { sub: ada.id, sid: session, name: "Ada", guest: true, iss: "velarium", aud: "velarium-player", iat: soon - 3600, exp: soon };
  const hs256 = { alg: "HS256", kid: keyIdOf(SECRET) };

  it("are known again, also by the next process with this secret, and fit into a header", async () => {
    const token = await tokens.sign(ada, session);
    for (const each of [tokens, new Tokens(SECRET)]) {
      const { player, session: read } = (await each.read(token)) ?? {};
      assert.deepEqual([player, read], [ada, session]);
    }
    assert.ok(token.length < 600, String(token.length));
  });

  it("of a former secret are good, and of one that was given up they are not", async () => {
    const token = await tokens.sign(ada, session);
    const next = "the-next-secret-of-at-least-32-characters";
    assert.equal((await new Tokens(next, undefined, [SECRET]).read(token))?.player.name, "Ada");
    assert.equal(await new Tokens(next).read(token), undefined);
    assert.equal(await tokens.read(await new Tokens(next, undefined, [SECRET]).sign(ada, session)), undefined);
  });

  it("made by hand with the secret are taken: the forgeries below fail for the reason they name", async () => {
    assert.equal((await tokens.read(handMade(hs256, honest)))?.player.name, "Ada");
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
    ["no key id", handMade({ alg: "HS256" }, honest)],
    ["another key id", handMade({ ...hs256, kid: keyIdOf("another-secret-of-at-least-32-characters") }, honest)],
    ["a key id that is a path", handMade({ ...hs256, kid: "../../auth-secret" }, honest)],
    ["no session", handMade(hs256, { ...honest, sid: undefined })],
    ["a session that is none", handMade(hs256, { ...honest, sid: "' or 1=1--" })],
    ["no id", handMade(hs256, { ...honest, sub: undefined })],
    ["an id that is none", handMade(hs256, { ...honest, sub: "__proto__" })],
    ["no name", handMade(hs256, { ...honest, name: undefined })],
    ["a name that is no text", handMade(hs256, { ...honest, name: {} })],
    ["a megabyte", "a".repeat(1_000_000)],
    ["a header that is no JSON", `!!!.${encoded(honest)}.AAAA`],
  ];
  for (const [what, token] of forged) {
    it(`with ${what} are nobody's`, async () => assert.equal(await tokens.read(token), undefined));
  }

  it("of which one character was changed are nobody's", async () => {
    const token = await tokens.sign(ada, session);
    for (let at = 0; at < token.length - 1; at += 7) {
      const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      assert.equal(await tokens.read(changed), undefined, `character ${at}`);
    }
  });

  it("that were cut off are nobody's", async () => {
    const token = await tokens.sign(ada, session);
    for (let length = 0; length < token.length; length += 11) assert.equal(await tokens.read(token.slice(0, length)), undefined, String(length));
  });

  it("end after 30 days, not before", async () => {
    let now = Date.now();
    const clocked = new Tokens(SECRET, () => new Date(now));
    const token = await clocked.sign(ada, session);
    now += 29 * DAY_MS;
    assert.deepEqual((await clocked.read(token))?.player, ada);
    now += DAY_MS + 1000;
    assert.equal(await clocked.read(token), undefined);
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
