import type { Redis } from "ioredis";
import { AppError } from "../errors.ts";
import type { PlayerId } from "../ids.ts";
import type { Place } from "./leaderboard.ts";
import type { Change, Ranked, RankIndex, Reading, Window } from "./rank-index.ts";
import { APPLY_SCRIPT, READ_SCRIPT } from "./redis-rank-scripts.ts";

/** An index that nobody read or changed for so long is rebuilt when somebody does. */
const KEPT_SECONDS = 30 * 86_400;
/** Milliseconds since 1970 and the order of the ledger (32 bits), in base 36 and of fixed width: text in their order. */
const TIME_DIGITS = 9;
const SEQ_DIGITS = 6;

/**
 * In Redis, for several nodes: a sorted set of (value, time, order, player), where Redis orders equal values by the text of
 * their member, and a hash of each player's member; the version is the field "" of that hash.
 */
export class RedisRankIndex implements RankIndex {
  readonly #redis: Redis;
  readonly #keys: readonly [string, string];
  /** Redis ranks the smallest first. */
  readonly #sign: 1 | -1;

  constructor(redis: Redis, name: string, order: { readonly lowestFirst: boolean }) {
    this.#redis = redis;
    // Both on one slot of a cluster.
    this.#keys = [`ranks:{${name}}:order`, `ranks:{${name}}:players`];
    this.#sign = order.lowestFirst ? 1 : -1;
  }

  async through(): Promise<number> {
    return (await this.read({ players: [] })).through;
  }

  async apply(from: number, changes: readonly Change[], to: number): Promise<number> {
    const fields = changes.flatMap(({ player, place }) => (place ? [player, this.#scoreOf(place), prefixOf(place)] : [player, 0, ""]));
    return (await this.#run(APPLY_SCRIPT, [from, to, KEPT_SECONDS, ...fields])) as number;
  }

  async read(window: Window): Promise<Reading> {
    const reply = await this.#run(READ_SCRIPT, [KEPT_SECONDS, ...this.#windowArguments(window)]);
    const [through, total, ...fields] = reply as [number, number, ...(string | number)[]];
    const rows: Ranked[] = [];
    for (let i = 0; i < fields.length; i += 3) rows.push(this.#row(Number(fields[i]), String(fields[i + 1]), Number(fields[i + 2])));
    return { rows: rows.sort((one, other) => one.rank - other.rank), total, through };
  }

  async wipe(): Promise<void> {
    await this.#redis.unlink(...this.#keys);
  }

  /** Throws AppError `leaderboard/away` where Redis does not answer. */
  async #run(script: string, fields: readonly (string | number)[]): Promise<unknown> {
    try {
      return await this.#redis.eval(script, 2, ...this.#keys, ...fields);
    } catch (cause) {
      // Redis answered, and it is our mistake.
      if (cause instanceof Error && /^(ERR|WRONGTYPE)\b/.test(cause.message)) throw cause;
      throw new AppError("leaderboard/away", "Ranks cannot be read at the moment: try again soon.", { cause });
    }
  }

  #windowArguments(window: Window): (string | number)[] {
    if ("players" in window) return ["players", ...new Set(window.players)];
    if ("around" in window) return ["around", window.limit, window.around];
    return window.after ? ["after", window.limit, this.#scoreOf(window.after), prefixOf(window.after)] : ["top", window.limit];
  }

  #scoreOf({ value }: Place): number {
    return this.#sign * value;
  }

  #row(rank: number, member: string, score: number): Ranked {
    return {
      rank,
      player: member.slice(TIME_DIGITS + SEQ_DIGITS) as PlayerId,
      // + 0 makes the -0 of a value of 0 a 0 again.
      value: this.#sign * score + 0,
      reachedAtMs: Number.parseInt(member.slice(0, TIME_DIGITS), 36),
      seq: Number.parseInt(member.slice(TIME_DIGITS, TIME_DIGITS + SEQ_DIGITS), 36),
    };
  }
}

function prefixOf({ reachedAtMs, seq }: Place): string {
  return reachedAtMs.toString(36).padStart(TIME_DIGITS, "0") + seq.toString(36).padStart(SEQ_DIGITS, "0");
}
