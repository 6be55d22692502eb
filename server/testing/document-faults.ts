import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isErrorCode } from "../errors.ts";
import { codeOf, fencesOf, linksOf } from "./markdown.ts";

/** A document; `path` is from the root of the project. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** Commands that package.json does not have, of fences and of the text. */
export function commandFaults({ path, text }: Document, scripts: ReadonlySet<string>): string[] {
  const commands = [
    ...fencesOf(text)
      .filter(({ info }) => info === "sh")
      .map((fence) => fence.text),
    ...codeOf(text),
  ];
  const called = commands.flatMap((command) =>
    [...command.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map((match) => match[1] ?? match[2] ?? ""),
  );
  return called.filter((name) => !scripts.has(name)).map((name) => `${path}: npm has no script "${name}"`);
}

const FOLDERS = /^(rooms|server|game-client|loadtest|docs|\.ci)\//;

/** Links that lead nowhere, and paths of the project in `code` that are not there; `<name>` and NAME stand for any. */
export function pathFaults(root: string, { path, text }: Document): string[] {
  const broken = linksOf(text).filter((target) => !existsSync(join(root, posix.dirname(path), target)));
  const named = codeOf(text).filter((code) => FOLDERS.test(code) && !isErrorCode(code) && !/[\s()]/.test(code));
  const missing = named.filter((code) => globSync(code.replace(/<[^>]+>|\bNAME\b/g, "*"), { cwd: root }).length === 0);
  return [...broken.map((target) => `${path}: the link to ${target} leads nowhere`), ...missing.map((code) => `${path}: there is no ${code}`)];
}

/** A line that stands for what a quotation leaves out. */
const LEFT_OUT = /^\s*\/\/ \.\.\.$/m;

/** Quotations (fences such as `ts rooms/arena/rules.ts`) that are not in their file as they stand; indentation does not count. */
export function quotationFaults(root: string, { path, text }: Document): string[] {
  return fencesOf(text).flatMap(({ info, text: quoted, line }) => {
    const file = /^ts (\S+)$/.exec(info)?.[1];
    if (file === undefined) return [];
    if (!existsSync(join(root, file))) return [`${path}:${line}: there is no ${file}`];
    const source = flat(readFileSync(join(root, file), "utf8"));
    let from = 0;
    for (const part of quoted.split(LEFT_OUT).map(flat)) {
      const at = source.indexOf(part, from);
      if (at < 0) return [`${path}:${line}: ${file} does not say\n${part}`];
      from = at + part.length;
    }
    return [];
  });
}

function flat(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}
