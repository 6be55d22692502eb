import { parseSync } from "oxc-parser";

export interface Addition {
  /** Name of a top-level constant that is an array or an object, none of them empty. */
  readonly list: string;
  /** One more element or property, as source. */
  readonly item: string;
  /** Import declarations that it needs, as source. */
  readonly imports: readonly string[];
}

/** The source with one more item at the end of a list, and its imports after the others; undefined where it has no such list. */
export function addToList(path: string, source: string, { list, item, imports }: Addition): string | undefined {
  const { body } = parseSync(path, source).program;
  let listEnd: number | undefined;
  let importsEnd = 0;
  for (const node of body) {
    if (node.type === "ImportDeclaration") importsEnd = node.end;
    const declared = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (declared?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declared.declarations) {
      if (id.type !== "Identifier" || id.name !== list) continue;
      if (init?.type === "ArrayExpression") listEnd = init.elements.at(-1)?.end;
      if (init?.type === "ObjectExpression") listEnd = init.properties.at(-1)?.end;
    }
  }
  if (listEnd === undefined) return undefined;
  const lines = imports.map((line) => `\n${line}`).join("");
  return `${source.slice(0, importsEnd)}${lines}${source.slice(importsEnd, listEnd)}, ${item}${source.slice(listEnd)}`;
}
