const WINDOW_MS = 2000;

/** What arrives, counted. */
export class Traffic {
  frames = 0;
  bytes = 0;
  /** Frames that came later than the render delay covers: the others stood still for a moment. */
  late = 0;
  lastFrameAtMs: number;
  readonly #recent: { atMs: number; bytes: number }[] = [];

  constructor(nowMs: number) {
    this.lastFrameAtMs = nowMs;
  }

  frame(nowMs: number, bytes: number, coveredMs: number): void {
    if (this.frames > 0 && nowMs - this.lastFrameAtMs > coveredMs) this.late++;
    this.frames++;
    this.bytes += bytes;
    this.lastFrameAtMs = nowMs;
    this.#recent.push({ atMs: nowMs, bytes });
    this.#trim(nowMs);
  }

  /** Over the last two seconds. */
  bytesPerSecond(nowMs: number): number {
    this.#trim(nowMs);
    let sum = 0;
    for (const frame of this.#recent) sum += frame.bytes;
    return (sum * 1000) / WINDOW_MS;
  }

  #trim(nowMs: number): void {
    while (this.#recent[0] && nowMs - this.#recent[0].atMs > WINDOW_MS) this.#recent.shift();
  }
}
