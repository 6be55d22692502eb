import type { World } from "../../rooms/lib/game.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { toPlain } from "../../rooms/lib/plain.ts";

/** What the development server keeps of a room while its code is replaced. */
export interface KeptMatch {
  readonly world: string;
  readonly seats: readonly { readonly seat: number; readonly player: string; readonly name: string }[];
}

/** A world as text, `hidden` included. */
export function worldText<W extends World>(State: Parameters<typeof layoutOf>[0], world: W): string {
  const layout: Layout = layoutOf(State);
  return JSON.stringify(toPlain(layout, world), (_, value: unknown) => (value instanceof Map ? { [MAP]: [...value] } : value));
}

/** The plain world of `worldText`. */
export function worldOfText(text: string): World {
  return JSON.parse(text, (_, value: unknown) => {
    const entries = value !== null && typeof value === "object" ? (value as Record<string, unknown>)[MAP] : undefined;
    return Array.isArray(entries) ? new Map(entries) : value;
  }) as World;
}

const MAP = "$map";
