import { TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import { type LineHealth, lineHealth } from "../../net/line-health.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { PlayedArena } from "./arena-match.ts";

const REFRESH_MS = 250;
/** Of a frame in the running mean: one hitch is no slow device. */
const FRAME_SHARE = 0.1;
/** One bar of the graph a reading: the last 15 s. */
const KEPT = 60;
const GRAPH = { width: 180, height: 36, mostMs: 300 };

/** How the line is: a warning that is always seen when something is wrong, and everything for those who ask by the key. */
export class NetPanel {
  readonly root: HTMLElement;
  readonly warning = element("p", { class: "line-warning", role: "status", hidden: true });
  readonly #match: PlayedArena;
  readonly #graph = element("canvas", { width: String(GRAPH.width * 2), height: String(GRAPH.height * 2), "aria-hidden": "true" });
  readonly #verdicts = element("div", { class: "verdicts" });
  readonly #list = element("dl", {});
  readonly #trips: { readonly rttMs: number; readonly jitterMs: number }[] = [];
  #nextMs = 0;
  #lastMs: number | undefined;
  #frameMs = 0;

  constructor(match: PlayedArena) {
    this.#match = match;
    this.root = element("section", { class: "net", hidden: true }, this.#verdicts, this.#graph, this.#list);
  }

  toggle(): void {
    this.root.hidden = !this.root.hidden;
    this.#nextMs = 0;
  }

  /** Once a frame. */
  update(nowMs: number): void {
    this.#frameMs += (Math.min(1000, nowMs - (this.#lastMs ?? nowMs)) - this.#frameMs) * FRAME_SHARE;
    this.#lastMs = nowMs;
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + REFRESH_MS;
    const { numbers, status } = this.#match;
    const health = lineHealth({ ...numbers, frameMs: this.#frameMs }, TICK_HZ);
    this.#trips.push({ rttMs: numbers.rttMs, jitterMs: numbers.jitterMs });
    if (this.#trips.length > KEPT) this.#trips.shift();
    this.#warn(health, status.kind === "open");
    if (this.root.hidden) return;
    this.root.setAttribute("aria-label", t("net.title"));
    this.#verdicts.replaceChildren(...verdictsOf(health));
    this.#list.replaceChildren(...this.#rows().flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
    this.#draw();
  }

  /** While the line is being repaired the frame around the match says so. */
  #warn(health: LineHealth, open: boolean): void {
    const troubles = [mineText(health.mine), health.server === "good" ? "" : t("net.warn.server", { state: t("net.server.slow") })].filter(Boolean);
    const text = open ? troubles.join(" · ") : "";
    this.warning.hidden = text === "";
    this.warning.dataset.of = health.server === "slow" && health.mine === "good" ? "server" : "you";
    if (this.warning.textContent !== text) this.warning.textContent = text;
  }

  #rows(): readonly (readonly [string, string])[] {
    const { rttMs, jitterMs, delayMs, bytesPerSecond, acks, corrected, lastCorrection, lateFrames, repeatedInputs, droppedInputs, ticksPerSecond } =
      this.#match.numbers;
    const share = acks > 0 ? (100 * corrected) / acks : 0;
    return [
      [t("net.roundTrip"), `${rttMs.toFixed(0)} ms`],
      [t("net.jitter"), `${jitterMs.toFixed(1)} ms`],
      [t("net.delay"), `${delayMs.toFixed(0)} ms`],
      [t("net.bytes"), `${(bytesPerSecond / 1000).toFixed(1)} kB/s`],
      [t("net.corrections"), t("net.correction.value", { share: share.toFixed(1), size: (lastCorrection / UNITS).toFixed(1) })],
      [t("net.repeated"), String(repeatedInputs)],
      [t("net.dropped"), String(droppedInputs)],
      [t("net.late"), String(lateFrames)],
      [t("net.tick"), ticksPerSecond === undefined ? "–" : `${ticksPerSecond.toFixed(1)} / ${TICK_HZ}`],
    ];
  }

  /** The round trips of the last 15 s, with their jitter on top. */
  #draw(): void {
    const g = this.#graph.getContext("2d");
    if (!g) return;
    const { width, height } = this.#graph;
    const bar = width / KEPT;
    g.clearRect(0, 0, width, height);
    for (const [index, { rttMs, jitterMs }] of this.#trips.entries()) {
      const x = width - (this.#trips.length - index) * bar;
      const trip = Math.min(1, rttMs / GRAPH.mostMs) * height;
      const jitter = Math.min(1, jitterMs / GRAPH.mostMs) * height;
      g.fillStyle = "#63f5c8";
      g.fillRect(x, height - Math.max(2, trip), bar - 1, Math.max(2, trip));
      g.fillStyle = "#ffc53d";
      g.fillRect(x, height - trip - jitter - 2, bar - 1, jitter);
    }
  }
}

function mineText(mine: LineHealth["mine"]): string {
  if (mine === "good") return "";
  if (mine === "silent" || mine === "device") return t(`net.warn.${mine}`);
  return t("net.warn.you", { state: t(`net.${mine}`) });
}

function verdictsOf({ mine, server }: LineHealth): HTMLElement[] {
  const verdict = (name: string, good: boolean, word: string) =>
    element("p", { class: good ? "good" : "poor" }, element("span", {}, name), element("b", {}, `${good ? "●" : "▲"} ${word}`));
  return [
    verdict(t("net.you"), mine === "good", t(`net.${mine}`)),
    verdict(t("net.server"), server === "good", server === "good" ? t("net.server.good") : t("net.server.slow")),
  ];
}
