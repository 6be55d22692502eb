import { randomUUID } from "node:crypto";
import { LocalPresence } from "@colyseus/core";
import type { Redis } from "ioredis";
import { openRedis } from "../redis/open-redis.ts";
import { OwnedKeys } from "../redis/owned-keys.ts";
import { sharedRedis } from "../testing/redis.ts";
import { heldSeatsContract } from "./held-seats-contract.ts";
import { invitesContract } from "./invites-contract.ts";
import { PresenceHeldSeats } from "./presence-held-seats.ts";
import { PresenceInvites } from "./presence-invites.ts";
import { RedisHeldSeats } from "./redis-held-seats.ts";
import { RedisInvites } from "./redis-invites.ts";

describe("held seats in a local Presence", () => heldSeatsContract(() => new PresenceHeldSeats(new LocalPresence())));
describe("invites in a local Presence", () => invitesContract(() => new PresenceInvites(new LocalPresence())));

describe("in Redis", () => {
  let redis: Redis;
  const opened: OwnedKeys[] = [];
  const keys = () => {
    const made = new OwnedKeys(redis, `test:${randomUUID()}:`);
    opened.push(made);
    return made;
  };
  before(async () => {
    redis = await openRedis((await sharedRedis()).url);
  });
  after(() => {
    for (const made of opened) made.close();
    redis.disconnect();
  });

  describe("held seats", () => heldSeatsContract(() => new RedisHeldSeats(keys())));
  describe("invites", () => invitesContract(() => new RedisInvites(keys())));
});
