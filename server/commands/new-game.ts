import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Addition, addToList } from "./add-to-list.ts";
import { type GameNames, gameNames, renamed } from "./game-names.ts";

/** The game that is copied: complete, tested and typed like any other, but in no list. */
const TEMPLATE = "starter";
const FOLDERS = ["rooms", "game-client/games"];
const USAGE =
  "Usage: npm run new-game -- NAME\nMakes a small playable game of that name: rooms/NAME, game-client/games/NAME, and a line in each of three lists.";

/** What one more game adds to the three lists. */
function additions({ id, camel, pascal }: GameNames): Readonly<Record<string, Addition>> {
  const game = `${camel}Game`;
  return {
    "rooms/games.ts": { list: "GAMES", item: game, imports: [`import { ${game} } from "./${id}/game.ts";`] },
    "server/app.ts": {
      list: "HOSTED",
      item: `{ game: ${game}, Room: ${pascal}Room }`,
      imports: [`import { ${game} } from "../rooms/${id}/game.ts";`, `import { ${pascal}Room } from "../rooms/${id}/room.ts";`],
    },
    "game-client/games/games.ts": {
      list: "gameViews",
      item: `"${id}": async () => (await import("./${id}/${id}-view.ts")).${camel}View as unknown as GameView<World, object, object>`,
      imports: [],
    },
  };
}

/** Makes a game in the project at `root`: all of it, or nothing. Exit code and what to print. */
export function newGame(root: string, args: readonly string[]): { code: 0 | 1 | 2; text: string } {
  const [name, ...rest] = args;
  if (name === undefined || rest.length > 0) return { code: 2, text: USAGE };
  const read = gameNames(name);
  if (!read.ok) return { code: 1, text: read.message };
  const { names } = read;
  const taken = FOLDERS.map((folder) => `${folder}/${name}`).find((path) => existsSync(join(root, path)));
  if (taken) return { code: 1, text: `There is a game "${name}" already: ${taken} exists. Nothing was changed.` };

  const written = new Map<string, string>();
  for (const [path, addition] of Object.entries(additions(names))) {
    const source = readFileSync(join(root, path), "utf8");
    const added = addToList(path, source, addition);
    if (added === undefined) return { code: 1, text: `${path} has no list ${addition.list} to add the game to. Nothing was changed.` };
    written.set(path, added);
  }
  const template = FOLDERS.flatMap((folder) => readdirSync(join(root, folder, TEMPLATE)).map((file) => join(folder, TEMPLATE, file)));
  for (const path of template) written.set(renamed(path, names), renamed(readFileSync(join(root, path), "utf8"), names));

  for (const [path, source] of written) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), source);
  }
  format(root, [...written.keys()]);
  return { code: 0, text: said(name, names) };
}

/** Longer names break lines elsewhere, and move imports. */
function format(root: string, paths: readonly string[]): void {
  const { status, stderr, error } = spawnSync(join(root, "node_modules/.bin/biome"), ["check", "--write", ...paths], { cwd: root, encoding: "utf8" });
  if (status !== 0) process.stderr.write(`The new files are not formatted (npm run format does it): ${error?.message ?? stderr}\n`);
}

function said(name: string, { title }: GameNames): string {
  return [
    `${title} is made: rooms/${name} holds its rules, game-client/games/${name} shows it; it is listed in ${Object.keys(additions({ id: name, camel: "", pascal: "", title })).join(", ")}.`,
    `Play it:  npm run dev, then open the address that it prints with ?game=${name}, in two tabs`,
    `Test it:  npm test -- rooms/${name}/${name}.test.ts`,
    "Go on:    docs/making-a-game.md",
  ].join("\n");
}

if (import.meta.main) {
  const { code, text } = newGame(fileURLToPath(new URL("../../", import.meta.url)), process.argv.slice(2));
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
}
