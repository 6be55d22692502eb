import { en, type Texts } from "./en.ts";
import { DIRECTIONS, type Language } from "./languages.ts";

export type TextKey = keyof typeof en;

/** The names in braces of a text: `{name} got you` wants `name`. */
type Placeholder<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;

type Filled<K extends TextKey, V> = [Placeholder<(typeof en)[K]>] extends [never] ? [] : [params: Readonly<Record<Placeholder<(typeof en)[K]>, V>>];

/** `x` of `x.one` and `x.other`, the forms of a text for a number. */
type CountKey = TextKey extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;

const LOAD: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => en,
  de: async () => (await import("./de.ts")).de,
  es: async () => (await import("./es.ts")).es,
};

let texts: Texts = en;
let language: Language = "en";
let numbers = new Intl.NumberFormat(language);
let plurals = new Intl.PluralRules(language);
const listeners = new Set<() => void>();

/** The text under `key`; numbers as the language writes them. */
export function t<K extends TextKey>(key: K, ...filled: Filled<K, string | number>): string {
  return fill(texts[key], filled[0] as Params<string | number> | undefined).join("");
}

/** The text for `count` of something: `{count}` is filled in. */
export function tCount(key: CountKey, count: number): string {
  const form = `${key}.${plurals.select(count)}`;
  return fill(texts[(Object.hasOwn(texts, form) ? form : `${key}.other`) as TextKey], { count }).join("");
}

/** The text as nodes; what is filled in keeps its own direction, so that a right-to-left name does not turn the line. */
export function tNodes<K extends TextKey>(key: K, ...filled: Filled<K, string | number | Node>): (string | Node)[] {
  return fill(texts[key], filled[0] as Params<string | number | Node> | undefined, (value) => {
    const node = document.createElement("bdi");
    node.append(value);
    return node;
  });
}

/** A name within a plain text, such as an attribute, that keeps its own direction. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** The language that is shown. */
export function shownLanguage(): Language {
  return language;
}

/** `listener` is called when every text is another: draw again what is on the screen. */
export function onText(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Loads and shows a language; one that cannot be loaded changes nothing. */
export async function showLanguage(wanted: Language): Promise<void> {
  const loaded = await LOAD[wanted]().catch(() => undefined);
  if (!loaded) return;
  const changed = wanted !== language;
  texts = loaded;
  language = wanted;
  numbers = new Intl.NumberFormat(wanted);
  plurals = new Intl.PluralRules(wanted);
  if (typeof document !== "undefined") {
    document.documentElement.lang = wanted;
    document.documentElement.dir = DIRECTIONS[wanted];
  }
  if (changed) for (const listener of [...listeners]) listener();
}

type Params<V> = Readonly<Record<string, V>>;

function fill<V>(text: string, params: Params<V> | undefined, wrap?: (value: Exclude<V, number> | string) => Node): (string | Node)[] {
  return text.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    const value = params?.[part];
    if (value === undefined) return "";
    if (typeof value === "number") return numbers.format(value);
    return wrap ? wrap(value as Exclude<V, number>) : String(value);
  });
}
