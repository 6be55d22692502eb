import type { Binding, Bindings } from "../../settings/bindings.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { DEFAULT_BINDINGS } from "./default-bindings.ts";

/** A key (or mouse button) by its code, or a pad's button by its number. */
export type Press = { readonly kind: "key"; readonly code: string } | { readonly kind: "button"; readonly index: number };

/** More for one action than this nobody needs, and the settings do not keep. */
const MOST_PRESSES = 4;
/** Always leads out: it cannot be bound to anything else. */
export const FIXED_KEY = "Escape";

export function bindingOf(bindings: Bindings, action: Action): Binding {
  return bindings[action] ?? DEFAULT_BINDINGS[action];
}

export function pressesOf(bindings: Bindings, action: Action): readonly Press[] {
  const { keys, buttons } = bindingOf(bindings, action);
  return [...keys.map((code) => ({ kind: "key" as const, code })), ...buttons.map((index) => ({ kind: "button" as const, index }))];
}

/** What each press does; of two actions that claim it, as an imported file may have it, the first. */
export function actionsByPress(bindings: Bindings): { readonly keys: ReadonlyMap<string, Action>; readonly buttons: ReadonlyMap<number, Action> } {
  const keys = new Map<string, Action>();
  const buttons = new Map<number, Action>();
  for (const action of [...ACTIONS].reverse()) {
    for (const press of pressesOf(bindings, action)) {
      if (press.kind === "key") keys.set(press.code, action);
      else buttons.set(press.index, action);
    }
  }
  return { keys, buttons };
}

/** The actions, other than `action`, that `press` does already. */
export function conflictsOf(bindings: Bindings, action: Action, press: Press): readonly Action[] {
  return ACTIONS.filter((other) => other !== action && pressesOf(bindings, other).some((held) => isSame(held, press)));
}

/** `press` does `action` from now on, and nothing else; of too many presses the oldest goes. */
export function bind(bindings: Bindings, action: Action, press: Press): Bindings {
  let next = bindings;
  for (const other of conflictsOf(bindings, action, press)) next = unbind(next, other, press);
  const kind = press.kind;
  const others = pressesOf(next, action).filter((held) => !isSame(held, press));
  const same = [...others.filter((held) => held.kind === kind), press].slice(-MOST_PRESSES);
  return keep(next, action, [...others.filter((held) => held.kind !== kind), ...same]);
}

/** `press` no longer does `action`. */
export function unbind(bindings: Bindings, action: Action, press: Press): Bindings {
  return keep(
    bindings,
    action,
    pressesOf(bindings, action).filter((held) => !isSame(held, press)),
  );
}

/** `action` as it was at first; what took its presses meanwhile loses them again. */
export function reset(bindings: Bindings, action: Action): Bindings {
  let next = bindings;
  for (const press of pressesOf({}, action)) for (const other of conflictsOf(next, action, press)) next = unbind(next, other, press);
  const { [action]: _, ...rest } = next;
  return rest;
}

function keep(bindings: Bindings, action: Action, presses: readonly Press[]): Bindings {
  const keys = presses.flatMap((press) => (press.kind === "key" ? [press.code] : []));
  const buttons = presses.flatMap((press) => (press.kind === "button" ? [press.index] : []));
  return { ...bindings, [action]: { keys, buttons } };
}

function isSame(a: Press, b: Press): boolean {
  if (a.kind === "key") return b.kind === "key" && a.code === b.code;
  return b.kind === "button" && a.index === b.index;
}
