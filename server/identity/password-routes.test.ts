import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const PASSWORD = "correct horse battery";

describe("the routes of passwords", function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  async function post(path: string, body: object, token = "") {
    const headers = { "content-type": "application/json", ...(token !== "" && { authorization: `Bearer ${token}` }) };
    const reply = await fetch(`${server.url}/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await reply.text();
    const read = (text === "" ? {} : JSON.parse(text)) as { token: string; player: object; recoveryCode: string; error?: { code: string } };
    return { ...read, said: `${reply.status} ${read.error?.code ?? ""}`.trim() };
  }

  it("change a password, and replace a forgotten one with the code that came with the account", async () => {
    const { token, player, recoveryCode } = await post("register", { name: "Forgetful", password: PASSWORD });
    const newPassword = "nine slow horses";
    assert.equal((await post("me/password", { password: "wrong password", newPassword }, token)).said, "403 identity/confirm");
    assert.equal((await post("me/password", { password: { $ne: "" }, newPassword }, token)).said, "400 identity/password");
    assert.equal((await post("me/password", { password: PASSWORD, newPassword }, token)).said, "204");
    assert.equal((await post("me/recovery-code", { password: newPassword })).said, "401 identity/token");
    assert.equal((await post("recover", { name: "forgetful", recoveryCode: "x".repeat(5000), password: PASSWORD })).said, "401 identity/recovery");
    const found = await post("recover", { name: "forgetful", recoveryCode, password: PASSWORD });
    assert.deepEqual([found.said, found.player], ["200", player]);
    assert.equal((await post("token", {}, token)).said, "401 identity/token");
    assert.match((await post("me/recovery-code", { password: PASSWORD }, found.token)).recoveryCode, /^(\w{5}-){3}\w{5}$/);
  });
});
