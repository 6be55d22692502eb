import { parseSync, Visitor } from "oxc-parser";

/** One import of a file, in the order of the source. */
export interface Import {
  /** As written; undefined for a computed dynamic import. */
  readonly specifier: string | undefined;
  /** Erased before the file runs. `import { type X }` is not: the module is still loaded. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** Every import, re-export, dynamic import and import type of a TypeScript source; throws where it does not parse. */
export function importsOf(file: string, source: string): Import[] {
  const found: Import[] = [];
  const add = (node: { start: number }, specifier: unknown, typeOnly: boolean) => {
    found.push({ specifier: typeof specifier === "string" ? specifier : undefined, typeOnly, line: lineOf(source, node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source.value, node.importKind === "type"),
    ExportNamedDeclaration: (node) => node.source && add(node, node.source.value, node.exportKind === "type"),
    ExportAllDeclaration: (node) => add(node, node.source.value, node.exportKind === "type"),
    ImportExpression: (node) => add(node, node.source.type === "Literal" ? node.source.value : undefined, false),
    TSImportType: (node) => add(node, node.source.value, true),
    CallExpression: (node) => {
      const isRequire = node.callee.type === "Identifier" && node.callee.name === "require";
      const argument = node.arguments[0];
      if (isRequire) add(node, argument?.type === "Literal" ? argument.value : undefined, false);
    },
  }).visit(parse(file, source));
  return found;
}

/** The syntax tree of a source; throws where it does not parse, so that no rule passes over what it could not read. */
export function parse(file: string, source: string) {
  const { program, errors } = parseSync(file, source);
  const first = errors[0];
  if (first) throw new Error(`${file} does not parse: ${first.message}`);
  return program;
}

export function lineOf(source: string, offset: number): number {
  let line = 1;
  for (let i = source.indexOf("\n"); i >= 0 && i < offset; i = source.indexOf("\n", i + 1)) line++;
  return line;
}
