/** One thing that a person can set: what it is at first, and what a stored or imported value comes to. */
export interface Setting<T> {
  readonly initial: T;
  /** The value as it may be used; undefined where it is none. */
  read(value: unknown): T | undefined;
}

export function oneOf<const T extends string>(values: readonly T[], initial: NoInfer<T>): Setting<T> {
  return { initial, read: (value) => values.find((known) => known === value) };
}

export function flag(initial: boolean): Setting<boolean> {
  return { initial, read: (value) => (typeof value === "boolean" ? value : undefined) };
}

/** A number from `least` to `most`, kept to two decimals. */
export function between(least: number, most: number, initial: number): Setting<number> {
  const read = (value: unknown) => (typeof value === "number" && value >= least && value <= most ? Math.round(value * 100) / 100 : undefined);
  return { initial, read };
}
