import assert from "node:assert/strict";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { toPlain } from "../../rooms/lib/plain.ts";
import { hands } from "../testing/hands/game.ts";
import { worldOfText, worldText } from "./kept-match.ts";

describe("a match that the development server carries over", () => {
  it("has the same world, to the bit, hidden state included", () => {
    const layout = layoutOf(hands.State);
    const world = hands.create(7, { matchId: "m", code: "KLMNP" } as never);
    const join = (seat: number) => ({ kind: "join", seat, player: `p${seat}`, name: `P${seat}`, bot: false }) as const;
    hands.step(world, { system: [join(0), join(1)], seats: [] }, 1);
    const carried = worldOfText(worldText(hands.State, world));
    assert.equal(hashWorld(layout, carried), hashWorld(layout, toPlain(layout, world)));
  });
});
