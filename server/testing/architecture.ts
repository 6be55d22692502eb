import { importsOf } from "./imports.ts";
import { layerViolations, readLayers } from "./layers.ts";
import { purityViolations } from "./purity-lint.ts";
import type { SourceFile } from "./source-tree.ts";
import { defaultExportViolations, environmentViolations, mirrorViolations, nameViolations, sizeViolations } from "./tree-rules.ts";

/** What each rule of the architecture finds wrong; `markdown` is ARCHITECTURE.md. Throws where there is nothing to check. */
export interface Architecture {
  readonly layers: readonly string[];
  readonly purity: readonly string[];
  readonly mirrors: readonly string[];
  readonly sizes: readonly string[];
  readonly names: readonly string[];
  readonly environment: readonly string[];
  readonly defaultExports: readonly string[];
  /** How much was looked at. */
  readonly seen: { readonly files: number; readonly imports: number; readonly pureFiles: number };
}

export function checkArchitecture(files: readonly SourceFile[], markdown: string): Architecture {
  const table = readLayers(markdown);
  const imports = files.map(({ path, source }) => ({ path, imports: importsOf(path, source) }));
  const pure = files.filter(({ path }) => isPure(path));
  const seen = { files: files.length, imports: imports.reduce((sum, file) => sum + file.imports.length, 0), pureFiles: pure.length };
  for (const [what, count] of Object.entries(seen)) if (count === 0) throw new Error(`the architecture test found no ${what}`);
  return {
    layers: imports.flatMap((file) => layerViolations(table, file.path, file.imports)),
    purity: pure.flatMap(({ path, source }) => purityViolations(path, source)),
    mirrors: mirrorViolations(files),
    sizes: sizeViolations(files),
    names: nameViolations(files),
    environment: files.filter(({ path }) => path.startsWith("server/") && path !== "server/config.ts").flatMap(environmentViolations),
    defaultExports: files.filter(({ path }) => !path.endsWith(".config.ts")).flatMap(defaultExportViolations),
    seen,
  };
}

/** Games are pure, but for the room of each; so is the second game of the tests. */
function isPure(path: string): boolean {
  if (path.endsWith(".test.ts") || path.endsWith("/room.ts")) return false;
  return path.startsWith("rooms/") || path.startsWith("server/testing/hands/");
}
