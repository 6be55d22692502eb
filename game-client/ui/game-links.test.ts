import assert from "node:assert/strict";
import { introductionOf } from "../games/introduction.ts";
import { wantedGame } from "./game-links.ts";

const arena = { id: "arena", title: "Arena", maxSeats: 16 };
const coins = { id: "coins", title: "Coins", maxSeats: 4 };

describe("the choice of a game", () => {
  it("is what the address asks for, if the server plays it", () => {
    assert.equal(wantedGame([arena, coins], "?renderer=canvas&game=coins"), coins);
    assert.equal(wantedGame([arena, coins], "?game=gone"), undefined);
    assert.equal(wantedGame([arena, coins], ""), undefined);
  });

  it("introduces a game without words of its own by its title, and fills no more seats than it has", () => {
    const { headline, choices } = introductionOf(coins);
    assert.equal(headline, "Coins");
    const [fill] = choices.filter(({ option }) => option === "fill");
    assert.deepEqual(
      fill?.values.map(({ value }) => value),
      [0, 2, 4],
    );
    assert.ok(fill.values[fill.first]);
  });
});
