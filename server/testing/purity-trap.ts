const EXACT_MATH = new Set(["abs", "ceil", "clz32", "floor", "fround", "imul", "max", "min", "round", "sign", "sqrt", "trunc"]);

const GLOBALS = (
  "Date performance Temporal Promise setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame console crypto Intl fetch " +
  "WeakRef FinalizationRegistry Atomics SharedArrayBuffer navigator process eval Function"
).split(" ");

const LOCAL = ["localeCompare", "toLocaleString", "toLocaleUpperCase", "toLocaleLowerCase"];

/** A step touched something that is not the same on every machine and at every time. */
export class PurityError extends Error {
  override readonly name = "PurityError";
}

/**
 * Runs `run`, which must not be async, while every clock, source of chance and engine-dependent function throws an error
 * that says its name and who touched it; also when the culprit swallows that error. All is as before afterwards.
 */
export function withPurityTrap<T>(run: () => T): T {
  const touched: PurityError[] = [];
  const restore = traps().map(([owner, key, name]) => set(owner, key, name, touched));
  try {
    return run();
  } finally {
    for (const undo of restore.reverse()) undo();
    const [first] = touched;
    // biome-ignore lint/correctness/noUnsafeFinally: a touch that was swallowed must still fail.
    if (first) throw first;
  }
}

type Trap = readonly [owner: object, key: string, name: string];

function traps(): Trap[] {
  const inexact = Object.getOwnPropertyNames(Math).filter((key) => typeof Math[key as keyof Math] === "function" && !EXACT_MATH.has(key));
  return [
    ...GLOBALS.filter((key) => key in globalThis).map((key): Trap => [globalThis, key, key]),
    ...inexact.map((key): Trap => [Math, key, `Math.${key}`]),
    ...[String.prototype, Number.prototype, Array.prototype].flatMap((owner) =>
      LOCAL.filter((key) => Object.hasOwn(owner, key)).map((key): Trap => [owner, key, key]),
    ),
  ];
}

function set(owner: object, key: string, name: string, touched: PurityError[]): () => void {
  const original = Object.getOwnPropertyDescriptor(owner, key);
  Object.defineProperty(owner, key, {
    configurable: true,
    get() {
      const error = new PurityError(`touched ${name} at ${callerOf(new Error().stack ?? "")}`);
      touched.push(error);
      throw error;
    },
  });
  return () => {
    if (original) Object.defineProperty(owner, key, original);
    else Reflect.deleteProperty(owner, key);
  };
}

/** The first line of the stack that is not of this file. */
function callerOf(stack: string): string {
  const lines = stack.split("\n").slice(1);
  return (lines.find((line) => !line.includes("purity-trap.ts")) ?? "an unknown place").trim().replace(/^at /, "");
}
