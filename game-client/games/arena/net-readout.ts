import { UNITS } from "../../../rooms/arena/rules.ts";
import { element } from "../../ui/element.ts";
import type { ArenaMatch } from "./arena-match.ts";

const REFRESH_MS = 250;

/** How the line is, for those who ask by its key. */
export class NetReadout {
  readonly root = element("output", { class: "net", hidden: true });
  readonly #match: ArenaMatch;
  #nextMs = 0;

  constructor(match: ArenaMatch) {
    this.#match = match;
  }

  toggle(): void {
    this.root.hidden = !this.root.hidden;
  }

  update(nowMs: number): void {
    if (this.root.hidden || nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + REFRESH_MS;
    const { rttMs, jitterMs, delayMs, bytesPerSecond, acks, corrected, lastCorrection, lateFrames, pendingInputs } = this.#match.numbers;
    const share = acks > 0 ? (100 * corrected) / acks : 0;
    this.root.textContent = [
      `rtt ${rttMs.toFixed(0)} ms`,
      `jitter ${jitterMs.toFixed(1)}`,
      `delay ${delayMs.toFixed(0)}`,
      `${(bytesPerSecond / 1000).toFixed(1)} kB/s`,
      `corrections ${share.toFixed(1)} %, last ${(lastCorrection / UNITS).toFixed(1)} px`,
      `late ${lateFrames}`,
      `on the way ${pendingInputs}`,
    ].join(" · ");
  }
}
