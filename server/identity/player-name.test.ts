import assert from "node:assert/strict";
import { generatedName } from "./guest-name.ts";
import { cleanName } from "./player-name.ts";

describe("cleanName", () => {
  const cleaned: [raw: string, name: string, why: string][] = [
    ["Ada", "Ada", "as it is"],
    ["  Ada \n Lovelace\t", "Ada Lovelace", "spaces of all kinds become one"],
    ["Zoe\u0308", "Zo\u00eb", "composed"],
    ["A\u200Bd\u200Ca\uFEFF\u00AD\u2060", "Ada", "without what has no width"],
    ["A\u3164\u115Fda", "Ada", "without letters that cannot be seen"],
    ["A\u200Dda\uFE0F", "Ada", "a joiner joins pictures alone"],
    ["\u{1F468}\u200D\u{1F469}\u200D\u{1F467}", "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}", "a family is one letter"],
    ["\u2764\uFE0F", "\u2764\uFE0F", "a coloured heart stays coloured"],
    ["\u{1F44D}\u{1F3FD}", "\u{1F44D}\u{1F3FD}", "a tone of skin stays"],
    ["\u0645\u0631\u062D\u0628\u0627", "\u0645\u0631\u062D\u0628\u0627", "any script"],
    ["<img onerror=1>", "<img onerror=1>", "signs are shown as text"],
    ["x".repeat(24), "x".repeat(24), "24 letters"],
    ["\u{1F468}\u200D\u{1F469}\u200D\u{1F467}".repeat(24), "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}".repeat(24), "24 families"],
  ];
  for (const [raw, name, why] of cleaned) {
    it(`keeps ${JSON.stringify(raw).slice(0, 40)}: ${why}`, () => {
      assert.equal(cleanName(raw), name);
      assert.equal(cleanName(name), name, "cleaning again changes nothing");
    });
  }

  const refused: [raw: string, why: string, message: RegExp][] = [
    ["", "is empty", /at least one letter/],
    [" \u200B\uFEFF\u3164\u2800", "cannot be seen", /at least one letter/],
    ["\u0301", "is a mark alone", /at least one letter/],
    ["x".repeat(25), "has 25 letters", /at most 24 letters/],
    ["x".repeat(900_000), "is huge", /at most 24 letters/],
    ["a\u0000b", "has a control character", /cannot be shown/],
    ["a\u001B[31mb", "has a terminal's escape", /cannot be shown/],
    ["a\u202Eb", "turns the direction of writing", /cannot be shown/],
    ["a\u2066b\u2069", "isolates a direction", /cannot be shown/],
    ["a\u200Fb", "has a mark of direction", /cannot be shown/],
    ["a\uE000b", "has a private character", /cannot be shown/],
    ["a\uD800b", "has half a character", /cannot be shown/],
    ["a\uFFFEb", "has what is no character", /cannot be shown/],
    [`a${"\u0301\u0302\u0303\u0304\u0305"}`, "stacks marks", /stacks too many marks/],
  ];
  for (const [raw, why, message] of refused) {
    it(`refuses a name that ${why}`, () => {
      assert.throws(
        () => cleanName(raw),
        (error: Error & { code?: string }) => error.code === "identity/name" && message.test(error.message),
      );
    });
  }

  it("says nothing against any generated name", () => {
    const names = new Set(Array.from({ length: 500 }, generatedName));
    for (const name of names) assert.equal(cleanName(name), name);
    assert.ok(names.size > 250, "few people share one");
  });
});
