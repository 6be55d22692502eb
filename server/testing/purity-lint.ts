import { type Node, visitorKeys } from "oxc-parser";
import { lineOf, parse } from "./imports.ts";

/** What IEEE 754 and ECMAScript fix to the last bit; all else of Math may differ between engines. */
const EXACT_MATH = new Set(["abs", "ceil", "clz32", "floor", "fround", "imul", "max", "min", "PI", "round", "sign", "sqrt", "trunc"]);

/** Clocks, chance, other turns of the event loop, the outside world, the engine's locale and garbage collector. */
const IMPURE = new Set(
  (
    "Date performance Temporal Promise setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame console crypto Intl " +
    "globalThis self window document navigator process Buffer require fetch eval Function WeakRef FinalizationRegistry Atomics SharedArrayBuffer"
  ).split(" "),
);

const LOCAL = new Set(["localeCompare", "toLocaleString", "toLocaleUpperCase", "toLocaleLowerCase", "toLocaleDateString", "toLocaleTimeString"]);

/** Where the source of a game is not pure: one line each. The run-time half is purity-trap.ts. */
export function purityViolations(path: string, source: string): string[] {
  const found: string[] = [];
  walk(parse(path, source), undefined, (node, parent) => {
    const problem = impurity(node, parent);
    if (problem) found.push(`${path}:${lineOf(source, node.start)}: ${problem}`);
  });
  return found;
}

function walk(node: Node, parent: Node | undefined, visit: (node: Node, parent: Node | undefined) => void): void {
  visit(node, parent);
  for (const key of visitorKeys[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | (Node | null)[] | null>)[key];
    for (const item of Array.isArray(child) ? child : [child]) if (item) walk(item, node, visit);
  }
}

function impurity(node: Node, parent: Node | undefined): string | undefined {
  if ("async" in node && node.async) return "async: a step ends in the tick in which it began";
  switch (node.type) {
    case "AwaitExpression":
      return "await: a step ends in the tick in which it began";
    case "ImportExpression":
    case "MetaProperty":
      return "modules are imported at the top, by name";
    case "ForOfStatement":
      return node.await ? "for await: a step ends in the tick in which it began" : undefined;
    case "BinaryExpression":
      return node.operator === "**" ? '"**" differs between engines: multiply' : undefined;
    case "AssignmentExpression":
      return node.operator === "**=" ? '"**=" differs between engines: multiply' : undefined;
    case "VariableDeclaration":
      return node.kind !== "const" && isTopLevel(parent) ? `a module-level ${node.kind} is state outside the world` : undefined;
    case "Identifier":
      return isName(node, parent) ? undefined : impureIdentifier(node.name, parent);
    case "MemberExpression":
      return impureMember(node);
    default:
      return undefined;
  }
}

function isTopLevel(parent: Node | undefined): boolean {
  return parent?.type === "Program" || parent?.type === "ExportNamedDeclaration";
}

/** True where the identifier is the name of a property, not a reference. */
function isName(node: Node, parent: Node | undefined): boolean {
  if (!parent || ("computed" in parent && parent.computed)) return false;
  if (parent.type === "MemberExpression") return parent.property === node;
  if (parent.type === "Property") return parent.key === node && parent.value !== node;
  return "key" in parent && parent.key === node;
}

function impureIdentifier(name: string, parent: Node | undefined): string | undefined {
  if (IMPURE.has(name)) return `${name} is not the same on every machine and at every time`;
  const isObject = parent?.type === "MemberExpression" && !parent.computed;
  return name === "Math" && !isObject ? "Math may only be used as Math.<name>" : undefined;
}

function impureMember(node: Extract<Node, { type: "MemberExpression" }>): string | undefined {
  const name = !node.computed && node.property.type === "Identifier" ? node.property.name : undefined;
  if (name === undefined) return undefined;
  if (LOCAL.has(name)) return `${name} depends on the locale`;
  const ofMath = node.object.type === "Identifier" && node.object.name === "Math";
  return ofMath && !EXACT_MATH.has(name)
    ? `Math.${name} differs between engines or runs: use rooms/lib/det-math.ts or rooms/lib/random.ts`
    : undefined;
}
