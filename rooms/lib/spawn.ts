import { $childType } from "@colyseus/schema";
import type { Collection } from "./game.ts";

/**
 * Adds an entity to `collection` under `key` and returns it: an instance of the child class on a MapSchema, a plain
 * object on a Map. The only way that a step makes entities; `init` gives every synced field.
 */
export function spawn<T extends object>(collection: Collection<T>, key: string, init: T): T {
  const Child = (collection as { [$childType]?: (new () => T) | string })[$childType];
  const entity = typeof Child === "function" ? Object.assign(new Child(), init) : { ...init };
  collection.set(key, entity);
  return entity;
}
