import assert from "node:assert/strict";
import { closeReasonOf } from "../net/close-reason.ts";
import { readJoinError } from "../net/join-error.ts";
import { closedSentence, troubleOf } from "./sentences.ts";

describe("what a person is told", () => {
  it("says that a code leads nowhere, and that trying again is no use", () => {
    assert.deepEqual(troubleOf("invite/unknown"), { text: "No match has this code. It may be over, or a letter is wrong.", retry: false });
  });

  it("offers another try where the server is away or an answer is unknown to this page", () => {
    assert.equal(troubleOf("away").retry, true);
    assert.deepEqual(troubleOf("future/code"), troubleOf("away"));
  });

  it("says what a name may be, in the language of the page", () => {
    assert.match(troubleOf("identity/name", "the server's words").text, /1 to 24 letters/);
  });

  it("passes on the server's own sentence about an option", () => {
    assert.deepEqual(troubleOf("match/options", '"map" must be a map.'), { text: '"map" must be a map.', retry: false });
  });

  it("knows a refused join by its status, and a server that is away by the lack of one", () => {
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
