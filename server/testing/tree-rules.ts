import { posix } from "node:path";
import { Visitor } from "oxc-parser";
import { lineOf, parse } from "./imports.ts";
import type { SourceFile } from "./source-tree.ts";

const MAX_LINES = 300;
const MAX_MEDIAN_LINES = 100;

const EMPTY_WORDS = new Set(["util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"]);

/** Files that are too long, and the median of all; maps and other data of a game are not code. */
export function sizeViolations(files: readonly SourceFile[]): string[] {
  const sizes = files
    .filter(({ path }) => !/^rooms\/[^/]+\/(maps|data)\//.test(path))
    .map(({ path, source }) => ({ path, lines: source.split("\n").length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const wrong = sizes.filter(({ lines }) => lines > MAX_LINES).map(({ path, lines }) => `${path}: ${lines} lines are two jobs; at most ${MAX_LINES}`);
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  if (median >= MAX_MEDIAN_LINES) wrong.push(`the median file has ${median} lines; below ${MAX_MEDIAN_LINES}`);
  return wrong;
}

/** Names that say nothing, and files that only pass on what others export. */
export function nameViolations(files: readonly SourceFile[]): string[] {
  const wrong: string[] = [];
  for (const { path, source } of files) {
    const base = posix.basename(path).replace(/(\.test)?\.ts$/, "");
    const words = path.replace(/\.ts$/, "").split(/[/.-]/);
    if (base === "types" || base === "index" || words.some((word) => EMPTY_WORDS.has(word))) wrong.push(`${path}: the name says no job`);
    const { body } = parse(path, source);
    const passesOn = (type: string, from: unknown) => type === "ExportAllDeclaration" || (type === "ExportNamedDeclaration" && Boolean(from));
    if (body.length > 0 && body.every((node) => passesOn(node.type, "source" in node && node.source))) wrong.push(`${path}: a barrel`);
  }
  return wrong;
}

/** Each game has its folder in the browser, once there is one of any game. */
export function mirrorViolations(files: readonly SourceFile[]): string[] {
  const games = foldersOf(files, /^rooms\/(?!lib\/)([^/]+)\/game\.ts$/);
  const mirrored = foldersOf(files, /^game-client\/games\/([^/]+)\//);
  if (mirrored.size === 0) return [];
  const missing = [...games].filter((id) => !mirrored.has(id)).map((id) => `rooms/${id}/ has no game-client/games/${id}/`);
  const strays = [...mirrored].filter((id) => !games.has(id)).map((id) => `game-client/games/${id}/ has no rooms/${id}/`);
  return [...missing, ...strays];
}

/** The environment is read in server/config.ts alone: `process.env`, `process["env"]` and `env` of node:process. */
export function environmentViolations({ path, source }: SourceFile): string[] {
  const found: string[] = [];
  const report = (start: number) => found.push(`${path}:${lineOf(source, start)}: only server/config.ts reads the environment`);
  new Visitor({
    MemberExpression: (node) => {
      const { object, property } = node;
      const name = property.type === "Identifier" ? property.name : property.type === "Literal" ? property.value : undefined;
      if (object.type === "Identifier" && object.name === "process" && name === "env") report(node.start);
    },
    VariableDeclarator: (node) => {
      if (node.init?.type === "Identifier" && node.init.name === "process") report(node.start);
    },
    ImportDeclaration: (node) => {
      if (/^(node:)?process$/.test(node.source.value)) report(node.start);
    },
  }).visit(parse(path, source));
  return found;
}

/** Default exports are for files that a tool loads by name. */
export function defaultExportViolations({ path, source }: SourceFile): string[] {
  const found: string[] = [];
  new Visitor({
    ExportDefaultDeclaration: (node) => {
      found.push(`${path}:${lineOf(source, node.start)}: a default export; give it a name`);
    },
  }).visit(parse(path, source));
  return found;
}

function foldersOf(files: readonly SourceFile[], pattern: RegExp): Set<string> {
  return new Set(files.flatMap(({ path }) => pattern.exec(path)?.[1] ?? []));
}
