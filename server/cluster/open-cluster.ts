import type { Redis } from "ioredis";
import { openRedis } from "../redis/open-redis.ts";
import { OwnedKeys } from "../redis/owned-keys.ts";
import { CalmPresence } from "./calm-presence.ts";
import { RoomListings } from "./room-listings.ts";

/** What joins this process to the others that use the same Redis. */
export interface Cluster {
  readonly redis: Redis;
  readonly presence: CalmPresence;
  readonly driver: RoomListings;
  readonly heldSeats: OwnedKeys;
  readonly invites: OwnedKeys;
  /** Once the server is stopped. */
  close(): void;
}

/** `secrets` are those of all processes. Throws an Error of one sentence that says what to do where Redis does not answer. */
export async function openCluster(url: string, secrets: readonly [string, ...string[]]): Promise<Cluster> {
  const redis = await openRedis(url);
  const heldSeats = new OwnedKeys(redis, "velarium:held-seat:");
  const invites = new OwnedKeys(redis, "velarium:invite:");
  return {
    redis,
    presence: await CalmPresence.open(redis, secrets),
    driver: new RoomListings(redis),
    heldSeats,
    invites,
    close() {
      heldSeats.close();
      invites.close();
      redis.disconnect();
    },
  };
}
