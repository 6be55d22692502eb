import assert from "node:assert/strict";
import { boardPath, inviteLink, matchPath, playerPath, readCode, routeOf, watchPath } from "./route.ts";

describe("the address of the page", () => {
  it("leads into a private match by /m/CODE and /join/CODE", () => {
    assert.deepEqual(routeOf("/m/KLMNP"), { kind: "invite", code: "KLMNP" });
    assert.deepEqual(routeOf("/join/klmnp/"), { kind: "invite", code: "KLMNP" });
  });

  it("leads back into the match that is played by /play", () => {
    assert.deepEqual(routeOf("/play"), { kind: "match" });
  });

  it("leads to the pages beside play", () => {
    assert.deepEqual(routeOf("/account"), { kind: "page", page: { name: "account" } });
    assert.deepEqual(routeOf(playerPath("p_1")), { kind: "page", page: { name: "player", id: "p_1" } });
    assert.deepEqual(routeOf(matchPath("m_1")), { kind: "page", page: { name: "details", id: "m_1" } });
    assert.deepEqual(routeOf(boardPath("arena-wins")), { kind: "page", page: { name: "board", id: "arena-wins" } });
    assert.deepEqual(routeOf("/live"), { kind: "page", page: { name: "live" } });
    assert.deepEqual(routeOf("/replay/"), { kind: "page", page: { name: "replay" } });
    assert.deepEqual(routeOf(watchPath("m_1")), { kind: "page", page: { name: "watch", id: "m_1" } });
    assert.deepEqual(routeOf("/leaderboards/"), { kind: "page", page: { name: "board", id: undefined } });
  });

  it("leads to the first page everywhere else", () => {
    for (const path of [
      "/",
      "/m/",
      "/m/KLMN",
      "/m/KLMN5",
      "/m/KLMNP/more",
      "/x/KLMNP",
      "/players",
      "/matches/",
      "/account/x",
      "/players/p/q",
      "/watch",
      "/live/x",
    ])
      assert.deepEqual(routeOf(path), { kind: "home" }, path);
  });
});

describe("a code that a person types", () => {
  it("may have spaces, dashes and small letters, and may be the whole link", () => {
    for (const text of ["KLMNP", " klm np ", "KLM-NP", "https://play.example/m/klmnp", inviteLink("http://localhost:2567", "KLMNP")]) {
      assert.equal(readCode(text), "KLMNP", text);
    }
  });

  it("is refused where it cannot be one", () => {
    for (const text of ["", "KLMN", "KLMNPQ", "KLM5P", "🙂🙂🙂🙂🙂"]) assert.equal(readCode(text), undefined, text);
  });
});
