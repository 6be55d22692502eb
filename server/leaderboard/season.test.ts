import assert from "node:assert/strict";
import { isSeasonName, seasonOf } from "./season.ts";

describe("seasons", () => {
  for (const { at, week, month } of [
    { at: "2026-11-15T23:59:59.999Z", week: "2026-W46", month: "2026-11" },
    { at: "2026-11-16T00:00:00.000Z", week: "2026-W47", month: "2026-11" },
    { at: "2026-11-30T23:59:59.999Z", week: "2026-W49", month: "2026-11" },
    { at: "2026-12-01T00:00:00.000Z", week: "2026-W49", month: "2026-12" },
    // ISO 8601: a week belongs to the year of its Thursday.
    { at: "2025-12-29T00:00:00.000Z", week: "2026-W01", month: "2025-12" },
    { at: "2027-01-03T23:59:59.999Z", week: "2026-W53", month: "2027-01" },
    { at: "2027-01-04T00:00:00.000Z", week: "2027-W01", month: "2027-01" },
    { at: "2024-02-29T12:00:00.000Z", week: "2024-W09", month: "2024-02" },
    { at: "2026-03-29T01:30:00+02:00", week: "2026-W13", month: "2026-03" },
  ]) {
    it(`${at} is in week ${week} and month ${month}, wherever the server stands`, () => {
      assert.equal(seasonOf("week", new Date(at)), week);
      assert.equal(seasonOf("month", new Date(at)), month);
      assert.equal(seasonOf("all", new Date(at)), "all");
    });
  }

  it("each has one name, and names are in the order of time, over 40 years of days", () => {
    for (const length of ["week", "month"] as const) {
      let last = "";
      for (let day = 0; day < 40 * 365; day++) {
        const name = seasonOf(length, new Date(Date.UTC(2000, 0, 1 + day)));
        assert.ok(isSeasonName(name) && name >= last, `${name} after ${last}`);
        last = name;
      }
    }
  });

  it("no other text is a name of one", () => {
    for (const text of ["", "2026", "2026-W00", "2026-W54", "2026-13", "2026-00", "all ", "2026-W47\n", "2026-w47", "' or 1=1"])
      assert.equal(isSeasonName(text), false, JSON.stringify(text));
  });
});
