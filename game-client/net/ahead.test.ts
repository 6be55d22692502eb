import assert from "node:assert/strict";
import type { Reconciler } from "@colyseus/sdk/predict";
import { Ahead } from "./ahead.ts";

/** A body at `x` that is `alpha` of the way to its next step. */
function at(x: number, alpha: number, error = 0): Reconciler {
  return { state: { x }, error: { x: error }, renderAlpha: () => alpha } as unknown as Reconciler;
}
const right = (body: Record<string, number | boolean>) => {
  body.x = Number(body.x) + 100;
};
const stay = () => undefined;

describe("our own entry, drawn ahead", () => {
  it("is drawn part of the way to where the hands of now put it, and the prediction stays as it is", () => {
    const ahead = new Ahead(["x"], 1000);
    const body = at(500, 0.25);
    ahead.frame(body, right, 16);
    assert.equal(ahead.value("x"), 525);
    assert.deepEqual(body.state, { x: 500 });
  });

  it("moves in the very frame in which a hand does", () => {
    const ahead = new Ahead(["x"], 1000);
    ahead.frame(at(500, 0.5), stay, 16);
    assert.equal(ahead.value("x"), 500);
    ahead.frame(at(500, 0.5), right, 16);
    const shown = ahead.value("x") ?? 0;
    assert.ok(shown > 530 && shown < 550, `${shown}`);
  });

  it("carries the correction that the prediction still has to lose", () => {
    const ahead = new Ahead(["x"], 1000);
    ahead.frame(at(500, 0, 7), stay, 16);
    assert.equal(ahead.value("x"), 507);
  });

  it("jumps where the entry does, and forgets another life", () => {
    const ahead = new Ahead(["x"], 1000);
    ahead.frame(at(500, 0), stay, 16);
    ahead.frame(at(9000, 0), stay, 16);
    assert.equal(ahead.value("x"), 9000);
    ahead.forget();
    assert.equal(ahead.value("x"), undefined);
  });
});
