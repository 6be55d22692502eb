import { Redis } from "ioredis";

const CONNECT_TIMEOUT_MS = 5_000;
/** A command that takes longer is given up: what is in Redis can be had again. */
const COMMAND_TIMEOUT_MS = 5_000;
const MAX_RETRY_DELAY_MS = 2_000;

/** A connection to Redis that comes back by itself; while Redis is away commands fail at once. Throws an Error of one sentence that says what to do. */
export async function openRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(50 * times, MAX_RETRY_DELAY_MS),
  });
  // Commands report it to their callers; without a listener it would be written to the console.
  redis.on("error", () => {});
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Redis at REDIS_URL does not answer (${why}). Check the URL, and that Redis runs there and lets this server in.`, {
      cause: error,
    });
  }
  return redis;
}
