import { TICK_HZ } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { entries, ownEntry, type WatchedArena } from "./arena-match.ts";
import { Highlights } from "./highlights.ts";
import { KillFeed } from "./kill-feed.ts";
import type { MatchEvent } from "./match-events.ts";
import { sideOf } from "./palette.ts";
import { ScoreBoard } from "./score-board.ts";
import { clockText, scoresOf } from "./score-line.ts";
import { SIDE_SIGN } from "./side-sign.ts";
import { Vitals } from "./vitals.ts";
import { WatchStandings } from "./watch-standings.ts";
import "./watch-hud.css";

const SUDDEN_SHOWN_MS = 3200;

export interface WatchHudHands {
  follow(seat: number): void;
  step(direction: 1 | -1): void;
}

/** Everything that is read in a match that is watched. */
export class WatchHud {
  readonly #match: WatchedArena;
  readonly #root: HTMLElement;
  readonly #score: HTMLElement;
  readonly #a = element("span", { class: "a" });
  readonly #clock = element("time", {});
  readonly #b = element("span", { class: "b" });
  readonly #line = element("p", { class: "line", role: "status" });
  readonly #followed: HTMLElement;
  readonly #name = element("b", {});
  readonly #points = element("span", { class: "points" });
  readonly #vitals = new Vitals();
  readonly #standings: WatchStandings;
  readonly #stop: () => void;
  #suddenUntilMs = 0;
  #highlights = new Highlights();
  #feed: KillFeed;
  #board: ScoreBoard;

  constructor(match: WatchedArena, overlay: HTMLElement, hands: WatchHudHands) {
    this.#match = match;
    this.#feed = new KillFeed(match);
    this.#board = new ScoreBoard(match, () => this.#highlights.list(), undefined, !match.running);
    this.#standings = new WatchStandings((seat) => hands.follow(seat));
    this.#score = element("div", { class: "score" }, this.#a, this.#clock, this.#b);
    const before = element("button", { class: "step", type: "button", click: () => hands.step(-1) }, "‹");
    const next = element("button", { class: "step", type: "button", click: () => hands.step(1) }, "›");
    const who = element("div", { class: "who" }, before, element("p", {}, this.#name, this.#points), next);
    this.#followed = element("div", { class: "followed", hidden: true }, who, this.#vitals.root);
    const label = () => {
      before.setAttribute("aria-label", t("watch.previousPlayer"));
      next.setAttribute("aria-label", t("watch.nextPlayer"));
    };
    label();
    this.#stop = onText(label);
    const parts = [this.#score, this.#standings.root, this.#feed.root, this.#line, this.#followed, this.#board.root];
    this.#root = element("div", { class: "arena-hud watched" }, ...parts);
    overlay.append(this.#root);
  }

  toggleScores(): void {
    this.#board.pin();
  }

  /** `events` is what this frame's state tells beside its fields. */
  update(nowMs: number, events: readonly MatchEvent[]): void {
    const { state } = this.#match;
    const own = ownEntry(this.#match);
    this.#scores(state, own);
    write(this.#clock, clockText(state, TICK_HZ));
    if (events.some(({ kind }) => kind === "sudden-death")) this.#suddenUntilMs = nowMs + SUDDEN_SHOWN_MS;
    const sudden = state.suddenDeath && nowMs < this.#suddenUntilMs;
    const suddenText = `${t("match.suddenDeath")} · ${t("match.suddenDeath.rule")}`;
    write(this.#line, state.phase === "waiting" ? t("match.waiting.short") : sudden ? suddenText : "");
    this.#score.classList.toggle("sudden", state.suddenDeath);
    this.#score.classList.toggle("ending", state.phase === "playing" && state.endTick - state.tick <= 10 * TICK_HZ);
    this.#follow(state, own);
    this.#standings.update(state, own?.seat, nowMs);
    this.#highlights.note(events, undefined);
    this.#feed.update(events, nowMs);
    this.#board.update();
  }

  /** News of another time are none. */
  forget(): void {
    this.#suddenUntilMs = 0;
    this.#highlights = new Highlights();
    this.#feed.clear();
  }

  close(): void {
    this.#stop();
    this.#vitals.close();
    this.#board.close();
    this.#root.remove();
  }

  /** The teams'; without teams, of who is followed and the best of the others, else of the two in front, by name. */
  #scores(state: ArenaWorld, own: ArenaPlayer | undefined): void {
    const sides = own !== undefined || state.mode === "teams";
    this.#score.classList.toggle("named", !sides);
    if (sides) {
      const { a, b } = scoresOf(state, own);
      write(this.#a, `${SIDE_SIGN.a} ${a}`);
      write(this.#b, `${b} ${SIDE_SIGN.b}`);
      return;
    }
    const [first, second] = entries(state.players)
      .map(([, player]) => player)
      .sort((one, other) => other.score - one.score || one.seat - other.seat);
    writeNamed(this.#a, first, (name, score) => [name, ` ${score}`]);
    writeNamed(this.#b, second, (name, score) => [`${score} `, name]);
  }

  #follow(state: ArenaWorld, own: ArenaPlayer | undefined): void {
    this.#followed.hidden = !own || state.phase === "finished";
    if (!own) return;
    const side = sideOf(state.mode, own, own.seat);
    if (this.#name.className !== side) this.#name.className = side;
    write(this.#name, `${SIDE_SIGN[side]} ${own.name}`);
    write(this.#points, String(own.score));
    this.#vitals.update(own, {}, state.phase === "finished");
  }
}

function writeNamed(node: HTMLElement, player: ArenaPlayer | undefined, order: (name: Node, score: number) => (Node | string)[]): void {
  const parts = player ? order(element("bdi", {}, player.name), player.score) : [];
  const text = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  if (node.textContent !== text) node.replaceChildren(...parts);
}

function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
