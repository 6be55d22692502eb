import assert from "node:assert/strict";
import { closeReasonOf } from "../net/close-reason.ts";
import { readJoinError } from "../net/join-error.ts";
import { closedSentence, troubleOf } from "./sentences.ts";

describe("what a person is told", () => {
  it("says that a code leads nowhere, and that trying again is no use", () => {
    assert.deepEqual(troubleOf("invite/unknown"), { text: "No match has this code. It may be over, or a letter is wrong.", retry: false });
  });

  it("offers another try where the server is away", () => {
    assert.equal(troubleOf("away").retry, true);
  });

  it("says of a code that is unknown to this page that the server refused, and names it", () => {
    assert.match(troubleOf("future/code").text, /refused this \(future\/code\)/);
  });

  it("has a sentence of its own for each refusal that a page can meet", () => {
    const met = ["server/busy", "server/database", "server/redis", "server/stopping", "server/fault", "leaderboard/away", "identity/token"];
    const all = [...met, "identity/name-taken", "match/full", "match/over", "match/build", "match/live", "match/tick", "request/too-many", "away"];
    const told = new Set(all.map((code) => troubleOf(code).text));
    assert.equal(told.size, all.length);
    assert.ok(![...told].some((text) => /refused/.test(text)));
  });

  it("says what a name may be, in the language of the page", () => {
    assert.match(troubleOf("identity/name", "the server's words").text, /1 to 24 letters/);
  });

  it("passes on the server's own sentence about an option", () => {
    assert.deepEqual(troubleOf("match/options", '"map" must be a map.'), { text: '"map" must be a map.', retry: false });
  });

  it("knows a refused join by the server's code, else by its status, and a server that is away by the lack of one", () => {
    assert.equal(readJoinError({ code: "match/live", message: "still played" }).code, "match/live");
    assert.equal(readJoinError({ code: 410, message: "over" }).code, "match/over");
    assert.equal(readJoinError({ code: "ECONNREFUSED", message: "no" }).code, "away");
    assert.equal(readJoinError(undefined).code, "away");
  });

  it("explains each final close, and asks for the seat again after any other", () => {
    assert.equal(closeReasonOf(4100), "elsewhere");
    assert.equal(closeReasonOf(4101), "over");
    assert.equal(closeReasonOf(4001), "stopped");
    assert.equal(closeReasonOf(4003), "again");
    assert.match(closedSentence("elsewhere"), /another tab or on another device/);
  });
});
