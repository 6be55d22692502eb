import { type IRoomCache, matchMaker, type SortOptions } from "@colyseus/core";
import { RedisDriver } from "@colyseus/redis-driver";
import type { Redis } from "ioredis";
import { redisAway } from "../redis/redis-away.ts";
import { NodeBeats } from "./node-beats.ts";

/** Where RedisDriver keeps its rows. */
const ROWS = "roomcaches";
/** A Redis that came back empty knows all rooms again after so long. */
const PUBLISH_EVERY_MS = 2000;

type Operations = Parameters<RedisDriver["update"]>[1];

/** What RedisDriver keeps of requests under way: a failed one would be the answer for ever. */
interface SharedRequests {
  _concurrentRoomCacheRequest: unknown;
  _roomCacheRequestByName: object;
}

/**
 * Colyseus' driver on Redis for a process that outlives Redis: the rows of this process's own rooms are written again and again,
 * so that nothing is lost with Redis; no write rejects; reading throws AppError `server/redis` at once while Redis is away.
 */
export class RoomListings extends RedisDriver {
  readonly #redis: Redis;
  readonly #beats: NodeBeats;
  readonly #own = new Map<string, IRoomCache>();
  /** Rows that may still be there though their room is not. */
  readonly #gone = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  /** `redis` stays the caller's to close. */
  constructor(redis: Redis) {
    super(redis);
    this.#redis = redis;
    this.#beats = new NodeBeats(redis, (processId) => this.cleanup(processId));
  }

  async boot(): Promise<void> {
    clearInterval(this.#timer);
    this.#redis.off("ready", this.#publish).on("ready", this.#publish);
    this.#timer = setInterval(this.#publish, PUBLISH_EVERY_MS).unref();
    await this.#publish();
  }

  /** Takes an id for this room alone. Colyseus throws the room away where this is false, and then looks for the other one. */
  async insert(room: IRoomCache): Promise<boolean> {
    try {
      if ((await this.#redis.hsetnx(ROWS, room.roomId, JSON.stringify(room))) !== 1) return false;
    } catch {
      this.#gone.add(room.roomId);
      return false;
    }
    this.#own.set(room.roomId, room);
    return true;
  }

  override async persist(room: IRoomCache): Promise<boolean> {
    return this.#own.has(room.roomId) && super.persist(room).catch(() => false);
  }

  override async update(room: IRoomCache, operations: Operations): Promise<boolean> {
    // A room that is closing counts its clients down after its row is gone.
    return this.#own.has(room.roomId) && super.update(room, operations).catch(() => false);
  }

  override async remove(roomId: string): Promise<boolean> {
    if (!this.#own.delete(roomId)) return false;
    this.#gone.add(roomId);
    try {
      const removed = await super.remove(roomId);
      this.#gone.delete(roomId);
      return removed;
    } catch {
      return false;
    }
  }

  override async cleanup(processId: string): Promise<void> {
    await super.cleanup(processId).catch(() => this.#forgetRequests());
  }

  override has(roomId: string): Promise<boolean> {
    return this.#reading(super.has(roomId));
  }

  override query(conditions: Partial<IRoomCache>, sortOptions?: SortOptions): Promise<IRoomCache[]> {
    return this.#reading(super.query(conditions, sortOptions));
  }

  override async findOne(conditions: Partial<IRoomCache>, sortOptions?: SortOptions): Promise<IRoomCache> {
    if (conditions.roomId !== undefined && this.#gone.has(conditions.roomId)) throw redisAway(undefined);
    return this.#reading(super.findOne(conditions, sortOptions));
  }

  override findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    return this.#reading(super.findByIds(roomIds));
  }

  override async shutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#redis.off("ready", this.#publish);
    await this.#beats.end(matchMaker.processId);
  }

  async #reading<T>(read: PromiseLike<T>): Promise<T> {
    try {
      return await read;
    } catch (cause) {
      this.#forgetRequests();
      throw redisAway(cause);
    }
  }

  #forgetRequests(): void {
    const shared = this as unknown as SharedRequests;
    shared._concurrentRoomCacheRequest = undefined;
    shared._roomCacheRequestByName = {};
  }

  readonly #publish = async (): Promise<void> => {
    const gone = [...this.#gone];
    const work = this.#redis.pipeline();
    for (const room of this.#own.values()) work.hset(ROWS, room.roomId, JSON.stringify(room));
    if (gone.length > 0) work.hdel(ROWS, ...gone);
    try {
      const results = await work.exec();
      if (!results?.some(([error]) => error)) for (const roomId of gone) this.#gone.delete(roomId);
      await this.#beats.beat(matchMaker.processId);
    } catch {
      // Redis is away: again in a moment.
    }
  };
}
