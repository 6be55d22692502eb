import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { Peers } from "./peers.ts";

const PROXY = "10.1.2.3";

function request(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

describe("Peers", () => {
  const peers = new Peers(["10.0.0.0/8", "::1"]);
  const address = (from: string, forwardedFor: string) => peers.of(request(from, { host: "a.example", "x-forwarded-for": forwardedFor }))?.address;

  it("believes the socket, and says IPv4 as such", () => {
    assert.deepEqual(peers.of(request("192.0.2.1", { host: "a.example:80" })), { address: "192.0.2.1", host: "a.example:80" });
    assert.equal(peers.of(request("::ffff:192.0.2.1", { host: "a.example" }))?.address, "192.0.2.1");
    assert.equal(peers.of(request("2001:db8::1", { host: "[2001:db8::2]:2567" }))?.host, "[2001:db8::2]:2567");
  });

  it("[C30] believes nobody but a trusted proxy about another address or host", () => {
    const forged = { host: "a.example", "x-forwarded-for": "6.6.6.6", "x-forwarded-host": "evil.example", "x-real-ip": "6.6.6.6" };
    assert.deepEqual(peers.of(request("192.0.2.1", forged)), { address: "192.0.2.1", host: "a.example" });
  });

  it("[C30] takes the last hop that no trusted proxy has made up", () => {
    assert.equal(address(PROXY, "192.0.2.1"), "192.0.2.1");
    assert.equal(address(PROXY, "6.6.6.6, 192.0.2.1"), "192.0.2.1", "the client wrote the first one itself");
    assert.equal(address(PROXY, "6.6.6.6, 192.0.2.1, 10.9.9.9"), "192.0.2.1", "two proxies of ours");
    assert.equal(address("::1", "::ffff:192.0.2.1"), "192.0.2.1");
    assert.equal(address(PROXY, ""), PROXY);
    assert.equal(address(PROXY, "10.5.5.5"), "10.5.5.5");
  });

  it("takes the host that a trusted proxy was asked for", () => {
    assert.equal(peers.of(request(PROXY, { host: "inner:2567", "x-forwarded-host": "play.example" }))?.host, "play.example");
  });

  it("[C1] refuses headers that are malformed, where they count", () => {
    for (const headers of [{ "x-forwarded-for": "nonsense" }, { "x-forwarded-host": "[" }, { "x-forwarded-proto": "!!" }, { host: "a b" }]) {
      assert.equal(peers.of(request(PROXY, { host: "a.example", ...headers })), undefined, JSON.stringify(headers));
    }
  });
});
