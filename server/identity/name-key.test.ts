import assert from "node:assert/strict";
import { botName } from "../room/bot-names.ts";
import { generatedName } from "./guest-name.ts";
import { mixesAlphabets, nameKey } from "./name-key.ts";
import { isReservedName, isStaffName } from "./reserved-names.ts";

describe("nameKey", () => {
  const same: [why: string, names: readonly string[]][] = [
    ["case", ["Ada Lovelace", "ADA LOVELACE", "aDa lOVElace"]],
    ["width", ["Ada", "\uFF21\uFF44\uFF41"]],
    ["mathematical letters", ["Paypal", "\u{1D4AB}\u{1D4B6}\u{1D4CE}\u{1D4C5}\u{1D4B6}\u{1D4C1}"]],
    ["spaces and signs", ["AdaLovelace", "Ada_Lovelace", "Ada-Lovelace", "Ada.Lovelace", "Ada Lovelace!"]],
    ["Cyrillic for Latin", ["Ace", "\u0410\u0441\u0435", "A\u0441e"]],
    ["Greek for Latin", ["Zeno", "\u0396\u0395\u039D\u039F"]],
    ["capital i, small L, one and bar", ["Iris", "lris", "1ris", "|ris", "\u0456ris"]],
    ["zero and o", ["Zoo", "z00", "ZO\u041E"]],
    ["marks", ["Zoe", "Zo\u00EB", "Z\u00F8e"]],
    ["small capitals", ["Raven", "\u0280\u1D00\u1D20\u1D07\u0274"]],
    ["r and n beside each other", ["Morna", "Moma"]],
    ["sharp s", ["Strasse", "Stra\u00DFe"]],
    ["a final sigma", ["\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C2"]],
    ["a dotted and a dotless i", ["Iz", "\u0130z", "\u0131z"]],
    ["ligatures", ["Office", "O\uFB03ce"]],
  ];
  for (const [why, names] of same) {
    it(`is one for names that differ by ${why}`, () => {
      assert.equal(new Set(names.map(nameKey)).size, 1, names.map((name) => `${name}: ${nameKey(name)}`).join(", "));
    });
  }

  it("tells names apart that no reader confuses", () => {
    const names = [
      "Ada",
      "Bea",
      "Ivan",
      "\u0418\u0432\u0430\u043D",
      "\u5C71\u7530",
      "\u5C71\u672C",
      "\u0645\u0631\u062D\u0628\u0627",
      "!!!",
      "???",
      "\u2764\uFE0F",
      "\u{1F680}",
    ];
    names.push("\u0915\u093F", "\u0915\u0940", "Player 2", "Player 3");
    assert.equal(new Set(names.map(nameKey)).size, names.length);
  });

  it("is never empty, and the same when it is taken of a folded name", () => {
    for (const name of ["!", "_", "\u2764\uFE0F", "Ada", "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}"]) {
      assert.notEqual(nameKey(name), "");
      assert.equal(nameKey(name.toUpperCase()), nameKey(name.toLowerCase()));
    }
  });
});

describe("mixesAlphabets", () => {
  it("finds letters of another alphabet in a Latin word", () => {
    for (const name of ["\u03B7ick", "p\u0430ypal", "\u13DFat", "\u0410\u03BB"]) assert.equal(mixesAlphabets(name), true, name);
  });

  it("leaves people their own writing", () => {
    for (const name of [
      "Zo\u00EB",
      "\u0418\u0432\u0430\u043D 7",
      "\u5C71\u7530 Taro",
      "\uAE40 Kim",
      "\u0397\u03BB\u03AF\u03B1\u03C2",
      "\u{1F680} Ada",
    ]) {
      assert.equal(mixesAlphabets(name), false, name);
    }
  });
});

describe("reserved names", () => {
  it("are nobody's where they speak for the server, however they are written", () => {
    for (const name of ["Admin", "4dmin", "\u0410dmin", "ADMIN 1", "admin007", "Velarium Team", "the m0derator", "Mod", "S y s t e m", "r00t"]) {
      assert.equal(isStaffName(name), true, name);
      assert.equal(isReservedName(name), true, name);
    }
  });

  it("are the bots', and words that mean nobody", () => {
    for (let seat = 0; seat < 24; seat++) assert.equal(isReservedName(botName(0, seat)), true, botName(0, seat));
    for (const name of ["Guest", "Former player", "null", "Everyone", "B0t"]) assert.equal(isReservedName(name), true, name);
    assert.equal(isStaffName("Guest"), false);
  });

  it("leave everybody else alone", () => {
    for (const name of ["Ada", "Badminton", "Modesty", "Serverus", "Felix the Cat", "Bottle"]) assert.equal(isReservedName(name), false, name);
    for (let i = 0; i < 500; i++) assert.equal(isReservedName(generatedName()), false);
  });
});
