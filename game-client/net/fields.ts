/** An object of an answer, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** `value` where it is an object; else one without fields. */
export function fieldsOf(value: unknown): Fields {
  return value !== null && typeof value === "object" ? (value as Fields) : {};
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** The objects of a list, each read; undefined where it is no list. */
export function listOf<T>(value: unknown, read: (fields: Fields) => T): readonly T[] | undefined {
  return Array.isArray(value) ? value.map((each) => read(fieldsOf(each))) : undefined;
}
