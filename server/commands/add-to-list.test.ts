import assert from "node:assert/strict";
import { addToList } from "./add-to-list.ts";

const game = { list: "GAMES", item: "b", imports: ['import { b } from "./b.ts";'] };

describe("adding to a list in a source", () => {
  it("puts the item behind the last one and its imports behind the last one", () => {
    const source = 'import { a } from "./a.ts";\n\n// GAMES = [x]\nexport const GAMES: readonly Game[] = [a];\nexport const OTHER = [1];\n';
    assert.equal(
      addToList("games.ts", source, game),
      'import { a } from "./a.ts";\nimport { b } from "./b.ts";\n\n// GAMES = [x]\nexport const GAMES: readonly Game[] = [a, b];\nexport const OTHER = [1];\n',
    );
  });

  it("puts a property behind the last one, in a constant that is not exported too", () => {
    assert.equal(
      addToList("games.ts", "const views = {\n  a: 1,\n};\n", { list: "views", item: "b: 2", imports: [] }),
      "const views = {\n  a: 1, b: 2,\n};\n",
    );
  });

  it("finds nothing where there is no such list, or nothing in it to go by", () => {
    assert.equal(addToList("games.ts", "const GAMES = make(a);\n", game), undefined);
    assert.equal(addToList("games.ts", "const GAMES = [];\n", game), undefined);
    assert.equal(addToList("games.ts", "function f() { const GAMES = [a]; }\n", game), undefined);
  });
});
