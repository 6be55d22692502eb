import { shownLanguage } from "../text/text.ts";

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** A day and a time, as the language writes them. */
export function dayAndTime(at: Date): string {
  return new Intl.DateTimeFormat(shownLanguage(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function day(at: Date): string {
  return new Intl.DateTimeFormat(shownLanguage(), { dateStyle: "medium" }).format(at);
}

export function month(at: Date): string {
  return new Intl.DateTimeFormat(shownLanguage(), { month: "long", year: "numeric", timeZone: "UTC" }).format(at);
}

/** How long, such as 3:05. */
export function length(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** When it is, from now, such as in 6 days or 3 hours ago; never sooner than it is. */
export function fromNow(seconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? (["second", 1] as const);
  const count = seconds > 0 ? Math.ceil(seconds / size) : Math.round(seconds / size);
  return new Intl.RelativeTimeFormat(shownLanguage(), { numeric: "auto" }).format(count, unit);
}

/** A difference with its sign, such as +12, -8 or ±0. */
export function signed(value: number): string {
  if (value === 0) return "±0";
  return new Intl.NumberFormat(shownLanguage(), { signDisplay: "exceptZero" }).format(value);
}

export function count(value: number): string {
  return new Intl.NumberFormat(shownLanguage(), { maximumFractionDigits: 1 }).format(value);
}
