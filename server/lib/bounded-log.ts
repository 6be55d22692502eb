import { format } from "node:util";
import type { Log } from "./log.ts";
import { TokenBucket } from "./token-bucket.ts";

const LEVELS = ["debug", "error", "info", "trace", "warn"] as const;
type Level = (typeof LEVELS)[number];

/** The longest text that one foreign line may bring. */
const MAX_LINE = 2000;

/** Takes what libraries print and puts it into our log: at most `burst` lines at once and one a second after that, the rest counted. */
export class BoundedLog implements Record<Level, (...args: unknown[]) => void> {
  readonly #log: Log;
  readonly #source: string;
  readonly #bucket: TokenBucket;
  #dropped = 0;

  constructor(log: Log, source: string, options: { burst?: number; nowMs?: () => number } = {}) {
    this.#log = log;
    this.#source = source;
    this.#bucket = new TokenBucket(options.burst ?? 20, 1, options.nowMs);
  }

  debug = (...args: unknown[]) => this.#write("debug", args);
  error = (...args: unknown[]) => this.#write("error", args);
  info = (...args: unknown[]) => this.#write("info", args);
  trace = (...args: unknown[]) => this.#write("trace", args);
  warn = (...args: unknown[]) => this.#write("warn", args);

  #write(level: Level, args: unknown[]): void {
    if (!this.#log.isLevelEnabled(level)) return;
    if (!this.#bucket.take()) {
      this.#dropped++;
      return;
    }
    const dropped = this.#dropped;
    this.#dropped = 0;
    this.#log[level]({ source: this.#source, ...(dropped > 0 && { dropped }) }, format(...args).slice(0, MAX_LINE));
  }
}

/** Sends what anybody prints through `console` into the bounded log, `console.log` excepted; returns how to undo it. */
export function captureConsole(log: BoundedLog): () => void {
  const before = LEVELS.map((level) => [level, console[level]] as const);
  for (const level of LEVELS) console[level] = log[level];
  return () => {
    for (const [level, print] of before) console[level] = print;
  };
}
