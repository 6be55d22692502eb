import { spawn } from "../lib/spawn.ts";
import { uint8, uint32 } from "../lib/wire.ts";
import { FEED_SLOTS, NOBODY } from "./rules.ts";
import type { ArenaWorld, FeedEntry } from "./world.ts";

/** Adds an event to the feed, over the oldest one. A client shows each id once. */
export function announce(world: ArenaWorld, event: Omit<FeedEntry, "id" | "tick">): void {
  const id = world.hidden.nextEvent++;
  const slot = slotOf(world, id);
  if (!slot) return;
  slot.id = uint32(id);
  slot.tick = uint32(world.tick);
  slot.kind = event.kind;
  slot.actor = uint8(event.actor);
  slot.target = uint8(event.target);
  slot.assist = uint8(event.assist);
  slot.weapon = event.weapon;
  slot.amount = uint8(event.amount);
}

/** Where the event `id` is, or has been. */
export function slotOf({ feed }: Pick<ArenaWorld, "feed">, id: number): FeedEntry | undefined {
  return feed.get(FEED_KEYS[id % FEED_SLOTS] ?? "");
}

/** The empty slots of a new match. */
export function createFeed(world: ArenaWorld): void {
  for (const key of FEED_KEYS) {
    spawn(world.feed, key, { id: 0, tick: 0, kind: "", actor: NOBODY, target: NOBODY, assist: NOBODY, weapon: "", amount: 0 });
  }
}

const FEED_KEYS: readonly string[] = Array.from({ length: FEED_SLOTS }, (_, slot) => String(slot));
