import assert from "node:assert/strict";
import { readWatchAddress, watchLink } from "./watch-address.ts";

const NOTHING = { tick: undefined, camera: undefined, clip: undefined, live: false, code: "" };

describe("the address of a match that is watched", () => {
  it("opens at a tick with a camera, the way it was shared", () => {
    const link = new URL(watchLink("https://play.example", "m_1", { tick: 912.4, camera: { kind: "follow", seat: 3 } }));
    assert.equal(link.pathname, "/watch/m_1");
    assert.deepEqual(readWatchAddress(link.search), { ...NOTHING, tick: 912, camera: { kind: "follow", seat: 3 } });
  });

  it("plays a part of the match: a clip goes before a tick", () => {
    const link = new URL(watchLink("https://play.example", "m_1", { tick: 5, clip: { from: 60, to: 240 }, camera: { kind: "director" } }));
    assert.deepEqual(readWatchAddress(link.search), { ...NOTHING, clip: { from: 60, to: 240 }, camera: { kind: "director" } });
  });

  it("carries the live edge and the code of a private match", () => {
    assert.deepEqual(readWatchAddress("?live=1&code=KLMNP"), { ...NOTHING, live: true, code: "KLMNP" });
    const shared = new URL(watchLink("https://play.example", "m_1", { tick: 5, code: "KLMNP" }));
    assert.deepEqual(readWatchAddress(shared.search), { ...NOTHING, tick: 5, code: "KLMNP" });
  });

  it("is no address without a match of its own", () => {
    assert.equal(watchLink("https://play.example", "m/1", {}), "https://play.example/watch/m%2F1");
  });

  it("leaves out whatever makes no sense", () => {
    for (const query of [
      "t=-5",
      "t=x",
      "t=1e9",
      "t=999999999",
      "camera=follow-",
      "camera=follow-256",
      "camera=up",
      "clip=5",
      "clip=9-5",
      "clip=5-5",
      "clip=a-b",
      "live=yes",
    ])
      assert.deepEqual(readWatchAddress(`?${query}`), NOTHING, query);
  });
});
