import type { SafeStorage } from "../identity/safe-storage.ts";
import { KNOWN_SETTINGS, type SettingKey, type SettingValue } from "./known-settings.ts";

const STORED_AS = "velarium.settings";
const VERSION = 1;
/** Far above anything that was exported. */
const MOST_CHARACTERS = 20_000;

const KEYS = Object.keys(KNOWN_SETTINGS) as SettingKey[];

/** What a person has set, from one visit to the next; a value that is not valid any more falls back to the first one. */
export class SettingsStore {
  readonly #storage: SafeStorage;
  readonly #listeners = new Map<SettingKey, Set<() => void>>();
  #values: Record<string, unknown>;

  constructor(storage: SafeStorage) {
    this.#storage = storage;
    this.#values = readAll(storage.get(STORED_AS)) ?? {};
  }

  get<K extends SettingKey>(key: K): SettingValue<K> {
    return (this.#values[key] ?? KNOWN_SETTINGS[key].initial) as SettingValue<K>;
  }

  /** Applies at once and lasts; a value that the setting does not know changes nothing. */
  set<K extends SettingKey>(key: K, value: SettingValue<K>): void {
    const read = KNOWN_SETTINGS[key].read(value);
    if (read !== undefined) this.#replace({ ...this.#kept(), [key]: read });
  }

  /** Takes over what another tab has set. */
  reread(): void {
    this.#take(this.#kept());
  }

  /** `listener` hears each new value of `key` until what is returned is called. */
  on<K extends SettingKey>(key: K, listener: (value: SettingValue<K>) => void): () => void {
    const heard = () => listener(this.get(key));
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(heard));
    return () => void listeners.delete(heard);
  }

  reset(): void {
    this.#replace({});
  }

  /** Everything that was set, as a text to keep or to take to another browser. */
  export(): string {
    return exported(this.#values);
  }

  /** Takes over what `export` gave; false, and nothing is changed, where the text is something else. */
  import(text: string): boolean {
    const values = readAll(text);
    if (values) this.#replace(values);
    return values !== undefined;
  }

  /** What all tabs have set; our own where nothing of it can be read. */
  #kept(): Record<string, unknown> {
    return readAll(this.#storage.get(STORED_AS)) ?? this.#values;
  }

  #replace(values: Record<string, unknown>): void {
    this.#storage.set(STORED_AS, exported(values));
    this.#take(values);
  }

  #take(values: Record<string, unknown>): void {
    const before = this.#values;
    this.#values = values;
    for (const key of KEYS) {
      if (JSON.stringify(before[key]) !== JSON.stringify(values[key])) for (const heard of this.#listeners.get(key) ?? []) heard();
    }
  }
}

function exported(values: Record<string, unknown>): string {
  return JSON.stringify({ velarium: "settings", version: VERSION, values }, undefined, 2);
}

/** The valid values in an exported text; undefined where it is no such text. */
function readAll(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined || text.length > MOST_CHARACTERS) return undefined;
  const whole = parse(text);
  if (whole?.velarium !== "settings" || whole.version !== VERSION) return undefined;
  const stored = (whole.values ?? {}) as Record<string, unknown>;
  const values: Record<string, unknown> = {};
  for (const key of KEYS) {
    const value = Object.hasOwn(stored, key) ? KNOWN_SETTINGS[key].read(stored[key]) : undefined;
    if (value !== undefined) values[key] = value;
  }
  return values;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
