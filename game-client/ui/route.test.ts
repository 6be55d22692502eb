import assert from "node:assert/strict";
import { inviteLink, readCode, routeOf } from "./route.ts";

describe("the address of the page", () => {
  it("leads into a private match by /m/CODE and /join/CODE", () => {
    assert.deepEqual(routeOf("/m/KLMNP"), { kind: "invite", code: "KLMNP" });
    assert.deepEqual(routeOf("/join/klmnp/"), { kind: "invite", code: "KLMNP" });
  });

  it("leads back into the match that is played by /play", () => {
    assert.deepEqual(routeOf("/play"), { kind: "match" });
  });

  it("leads to the first page everywhere else", () => {
    for (const path of ["/", "/m/", "/m/KLMN", "/m/KLMN5", "/m/KLMNP/more", "/x/KLMNP"]) assert.deepEqual(routeOf(path), { kind: "home" }, path);
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
