/** The names of one game, as paths, values and types are written. */
export interface GameNames {
  /** `coin-rush` */
  readonly id: string;
  /** `coinRush` */
  readonly camel: string;
  /** `CoinRush` */
  readonly pascal: string;
  /** `Coin rush` */
  readonly title: string;
}

const MAX_LENGTH = 32;
/** Folders that are no games, the template, and a word whose types the contract has already. */
const KEPT = ["lib", "starter", "game"];

/** All names of the game `id`, or one sentence why it cannot be called that. */
export function gameNames(id: string): { readonly ok: true; readonly names: GameNames } | { readonly ok: false; readonly message: string } {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(id) || id.length > MAX_LENGTH)
    return wrong(
      `"${id.slice(0, MAX_LENGTH)}" is no name: use lower-case words of letters and digits with hyphens between, such as coin-rush, at most ${MAX_LENGTH}.`,
    );
  if (KEPT.includes(id)) return wrong(`"${id}" means something else in this project: choose another name.`);
  const words = id.split("-");
  const pascal = words.map(capital).join("");
  return { ok: true, names: { id, pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1), title: capital(words.join(" ")) } };
}

/** The template's text with the names of a new game: `"Starter"` is a title, `Starter...` a type, `starterX` a value, else a path or an id. */
export function renamed(text: string, { id, camel, pascal, title }: GameNames): string {
  return text
    .replaceAll('"Starter"', JSON.stringify(title))
    .replaceAll("Starter", pascal)
    .replace(/starter(?=[A-Z])/g, camel)
    .replaceAll("starter", id);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function wrong(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
