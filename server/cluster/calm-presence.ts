import { RedisPresence } from "@colyseus/redis-presence";
import type { Redis } from "ioredis";
import { SignedMessages } from "./signed-messages.ts";

/** What Colyseus sends where a request between processes failed. */
const FAILED = 1;

/**
 * Colyseus' Presence on Redis for a process that outlives Redis, and believes only what other processes signed. Colyseus calls much of it without waiting, or in the middle of
 * a shutdown: that never rejects. Subscriptions are wishes, granted as soon as Redis is there. The rest rejects at once while Redis
 * is away. It has no private fields, as Colyseus makes objects that inherit from one.
 */
export class CalmPresence extends RedisPresence {
  private readonly messages: SignedMessages;

  private constructor(redis: Redis, messages: SignedMessages) {
    super(redis);
    this.messages = messages;
  }

  /** `redis` stays the caller's to close. */
  static async open(redis: Redis, secrets: readonly [string, ...string[]]): Promise<CalmPresence> {
    const presence = new CalmPresence(redis, new SignedMessages(secrets));
    await presence.sub.connect();
    return presence;
  }

  /** RedisPresence asks again for every topic whenever its connection is ready. */
  override async subscribe(topic: string, callback: (...args: unknown[]) => void): Promise<this> {
    await super.subscribe(topic, callback).catch(() => {});
    return this;
  }

  override async unsubscribe(topic: string, callback?: (...args: unknown[]) => void): Promise<this> {
    await super.unsubscribe(topic, callback).catch(() => {});
    return this;
  }

  override async publish(topic: string, data: unknown): Promise<void> {
    const heardBy = await this.pub.publish(topic, this.messages.seal(topic, data)).catch(() => undefined);
    if (heardBy === 0) this.answerForNobody(topic, data);
  }

  /** Colyseus writes its statistics without waiting: who does wait is told. */
  override hset(key: string, field: string, value: string): Promise<boolean> {
    const stored = super.hset(key, field, value);
    stored.catch(() => {});
    return stored;
  }

  /** False where Redis is away, too: Colyseus waits for it before it closes the rooms of a process that stops. */
  override async hdel(key: string, field: string): Promise<boolean> {
    return super.hdel(key, field).catch(() => false);
  }

  /** RedisPresence would take an error for the answer. */
  override set(key: string, value: string): Promise<unknown> {
    return this.pub.set(key, value);
  }

  override setex(key: string, value: string, seconds: number): Promise<unknown> {
    return this.pub.setex(key, seconds, value);
  }

  override expire(key: string, seconds: number): Promise<unknown> {
    return this.pub.expire(key, seconds);
  }

  override del(key: string): Promise<unknown> {
    return this.pub.del(key);
  }

  override sadd(key: string, value: string): Promise<unknown> {
    return this.pub.sadd(key, value);
  }

  override shutdown(): void {
    this.sub.disconnect();
  }

  protected override handleSubscription = (topic: string, text: string): void => {
    const message = this.messages.open(topic, text);
    if (message) this.subscriptions.emit(topic, message.data);
  };

  /** Colyseus would wait for two seconds for a room whose process is gone, and for two more for that process. */
  private answerForNobody(topic: string, data: unknown): void {
    if (/^(\$|p:)/.test(topic) && Array.isArray(data)) this.subscriptions.emit(`ipc:${data[1]}`, [FAILED, "ipc_timeout"]);
  }
}
