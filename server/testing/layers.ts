import { posix } from "node:path";
import type { Import } from "./imports.ts";

/** A row of the layer table in ARCHITECTURE.md. A file is of the first row that names it. */
export interface Layer {
  readonly name: string;
  readonly files: readonly RegExp[];
  /** Names of layers; also `everything`, `own <layer>` (in the same folder) and `type of <layer>`. */
  readonly mayImport: readonly string[];
  /** npm packages, `@scope/*`, `node` for the modules of Node, or `any`. */
  readonly packages: readonly string[];
}

const HEADER = ["layer", "files", "may import", "packages"];

/** Reads the layer table out of ARCHITECTURE.md; throws where there is none or it names a layer that is not in it. */
export function readLayers(markdown: string): Layer[] {
  const rows = markdown.split("\n").map((line) => line.split("|").slice(1, -1).map(clean));
  const header = rows.findIndex((cells) => cells.join() === HEADER.join());
  if (header < 0) throw new Error(`ARCHITECTURE.md has no table with the columns ${HEADER.join(", ")}`);
  const layers: Layer[] = [];
  for (let i = header + 2; rows[i]?.length === HEADER.length; i++) {
    const [name = "", files = "", mayImport = "", packages = ""] = rows[i] ?? [];
    layers.push({ name, files: list(files).map(globToRegExp), mayImport: list(mayImport), packages: list(packages) });
  }
  const known = new Set(["everything", ...layers.flatMap(({ name }) => [name, `own ${name}`, `type of ${name}`])]);
  const unknown = layers.flatMap((layer) => layer.mayImport).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`the layer table of ARCHITECTURE.md names "${unknown}", which is no layer`);
  return layers;
}

function layerOf(layers: readonly Layer[], path: string): Layer | undefined {
  return layers.find((layer) => layer.files.some((pattern) => pattern.test(path)));
}

/** What is wrong with the imports of the file at `path` (from the root, with slashes): one line each. */
export function layerViolations(layers: readonly Layer[], path: string, imports: readonly Import[]): string[] {
  const layer = layerOf(layers, path);
  if (!layer) return [`${path}: belongs to no layer of ARCHITECTURE.md`];
  const wrong: string[] = [];
  for (const entry of imports) {
    const problem = importProblem(layers, layer, path, entry);
    if (problem) wrong.push(`${path}:${entry.line}: ${layer.name} may not import ${problem}`);
  }
  return wrong;
}

function importProblem(layers: readonly Layer[], layer: Layer, path: string, entry: Import): string | undefined {
  if (layer.mayImport.includes("everything")) return undefined;
  const { specifier } = entry;
  if (specifier === undefined) return "a computed path";
  if (!specifier.startsWith(".")) return packageAllowed(layer, specifier) ? undefined : `the package "${specifier}"`;
  const target = posix.normalize(posix.join(posix.dirname(path), specifier.replace(/\?.*$/, "")));
  const other = layerOf(layers, target);
  if (!other) return `"${target}", which belongs to no layer`;
  const allowed =
    layer.mayImport.includes(other.name) ||
    (layer.mayImport.includes(`own ${other.name}`) && sameFolder(path, target)) ||
    (entry.typeOnly && layer.mayImport.includes(`type of ${other.name}`));
  if (allowed) return undefined;
  return `${layer.mayImport.includes(`type of ${other.name}`) ? "more than a type" : `"${target}"`} (${other.name})`;
}

function packageAllowed(layer: Layer, specifier: string): boolean {
  const isNode = specifier.startsWith("node:");
  return layer.packages.some((allowed) => {
    if (allowed === "any") return true;
    if (allowed === "node") return isNode;
    if (allowed.endsWith("/*")) return specifier.startsWith(allowed.slice(0, -1));
    return specifier === allowed || specifier.startsWith(`${allowed}/`);
  });
}

/** The folder of a file is its first two levels: a game or a capability, whatever is below. */
function sameFolder(a: string, b: string): boolean {
  const folder = (path: string) => path.split("/").slice(0, 2).join("/");
  return a.split("/").length > 2 && b.split("/").length > 2 && folder(a) === folder(b);
}

function clean(cell: string): string {
  return cell.replaceAll("`", "").trim();
}

function list(cell: string): string[] {
  return cell.split(/,\s+/).filter((item) => item !== "" && item !== "none");
}

/** `**` any folders, `*` within one name, `{a,b}` either. */
function globToRegExp(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, "\\$&")
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(",", "|")})`)
    .replaceAll("**/", "\u0000")
    .replaceAll("**", "\u0001")
    .replaceAll("*", "[^/]*")
    .replaceAll("\u0000", "(?:.*/)?")
    .replaceAll("\u0001", ".*");
  return new RegExp(`^${source}$`);
}
