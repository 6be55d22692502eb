import assert from "node:assert/strict";
import { arena } from "../../rooms/arena/game.ts";
import { boardsOfGames } from "./boards-of-games.ts";

describe("the boards", () => {
  it("are those that the games declare, and one of the ratings in each mode", () => {
    const boards = boardsOfGames([arena]);
    assert.deepEqual(
      boards.map(({ id }) => id),
      ["arena-wins", "arena-month-kills", "arena-kills", "arena-ffa-rating", "arena-teams-rating"],
    );
    assert.ok(boards.every(({ game }) => game === "arena"));
    assert.ok(boards.every((board) => !("value" in board)));
  });

  it("have one id each", () => {
    assert.throws(() => boardsOfGames([arena, { ...arena, id: "other" }]), /"arena-wins" of other is declared twice/);
  });
});
