import { Encoder, type Schema, type StateView } from "@colyseus/schema";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { assignWorld, toPlain } from "../../rooms/lib/plain.ts";
import { viewedFields } from "../room/viewed-fields.ts";
import { Views } from "../room/views.ts";
import { type MatchPlan, playMatch } from "./play-match.ts";

const EVERY_TICKS = 10;

export interface LeakCheck {
  readonly fault: string | undefined;
  /** How many values were changed that a viewer must not see: none would mean that nothing was checked. */
  readonly scrambled: number;
}

/** Changes what a viewer may not see, and finds whether one byte of that viewer's full state changes with it. */
export function leakCheck(game: AnyGame, plan: MatchPlan): LeakCheck {
  const viewers = [...Array(game.seats.max).keys(), "spectator" as const];
  let scrambled = 0;
  let fault: string | undefined;
  playMatch(game, plan, (world) => {
    if (fault || world.tick % EVERY_TICKS !== 0) return;
    for (const viewer of viewers) {
      const honest = copyOf(game, world);
      const other = copyOf(game, world);
      scrambled += scrambleUnseen(layoutOf(game.State), other, new Set(game.view?.(other, viewer)));
      if (!fullState(game, honest, viewer).equals(fullState(game, other, viewer)))
        fault = `tick ${world.tick}: what ${viewer} receives depends on what it may not see`;
    }
  });
  return { fault, scrambled };
}

function copyOf(game: AnyGame, world: World): World & Schema {
  const copy = new game.State();
  assignWorld<World>(layoutOf(game.State), copy, toPlain(layoutOf(game.State), world));
  return copy;
}

function scrambleUnseen(layout: Layout, owner: object, visible: ReadonlySet<object>): number {
  let count = 0;
  const bag = owner as Record<string, unknown>;
  for (const field of layout.fields) {
    if (viewedFields(owner.constructor).has(field.name) && !visible.has(owner)) {
      if (field.kind === "array" && !field.layout) scrambleItems(bag[field.name] as unknown[]);
      else if (field.kind === "scalar") bag[field.name] = scramble(bag[field.name]);
      else throw new Error(`${layout.Class.name}.${field.name}: a .view() field is a scalar or an array of scalars`);
      count++;
    } else if (field.kind !== "scalar" && field.layout && bag[field.name]) {
      const inner = field.layout;
      if (field.kind === "child") count += scrambleUnseen(inner, bag[field.name] as object, visible);
      else
        (bag[field.name] as { forEach(visit: (child: object) => void): void }).forEach((child) => {
          count += scrambleUnseen(inner, child, visible);
        });
    }
  }
  return count;
}

/** In place: another instance would have another reference id, which is no secret. */
function scrambleItems(items: unknown[]): void {
  const last = items.at(-1);
  for (let i = 0; i < items.length; i++) items[i] = scramble(items[i]);
  if (last !== undefined) items.push(last);
}

function scramble(value: unknown): unknown {
  if (typeof value === "number") return value === 0 ? 1 : 0;
  return typeof value === "boolean" ? !value : `${String(value)}?`;
}

function fullState(game: AnyGame, world: World & Schema, viewer: number | "spectator"): Buffer {
  const encoder = new Encoder(world);
  const client: { view?: StateView } = {};
  new Views(game).show(client, world, viewer);
  const it = { offset: 0 };
  const buffer = Buffer.alloc(Encoder.BUFFER_SIZE);
  const full = encoder.encodeAll(it, buffer);
  return Buffer.from(client.view ? encoder.encodeAllView(client.view, it.offset, it, buffer) : full);
}
