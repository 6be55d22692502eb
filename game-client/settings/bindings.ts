import type { Setting } from "./setting.ts";

/** What presses an action: keys by their place (`KeyboardEvent.code`), buttons of a gamepad by their standard index. */
export interface Binding {
  readonly keys: readonly string[];
  readonly buttons: readonly number[];
}

/** The actions that a person bound anew; each other one keeps its defaults. */
export type Bindings = Readonly<Record<string, Binding>>;

const MOST_ACTIONS = 64;
const MOST_OF_ONE = 8;

export const bindings: Setting<Bindings> = { initial: {}, read: readBindings };

function readBindings(value: unknown): Bindings | undefined {
  if (!isRecord(value) || Object.keys(value).length > MOST_ACTIONS) return undefined;
  const read: Record<string, Binding> = {};
  for (const [action, binding] of Object.entries(value)) {
    if (!/^[a-zA-Z]{1,24}$/.test(action) || !isRecord(binding)) return undefined;
    const { keys, buttons } = binding;
    if (!isList(keys, isCode) || !isList(buttons, isButton)) return undefined;
    read[action] = { keys: [...keys], buttons: [...buttons] };
  }
  return read;
}

function isList<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.length <= MOST_OF_ONE && value.every(isItem);
}

function isCode(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9]{1,24}$/.test(value);
}

function isButton(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 32;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
