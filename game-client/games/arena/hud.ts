import { TICK_HZ } from "../../../rooms/arena/rules.ts";
import { motionReduced } from "../../settings/motion.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { Stage } from "../game-view.ts";
import type { ShownAction } from "./actions.ts";
import { Announcer } from "./announcer.ts";
import { ownEntry, type PlayedArena } from "./arena-match.ts";
import { EmoteWheel } from "./emote-wheel.ts";
import { Highlights } from "./highlights.ts";
import { HurtOverlay } from "./hurt-overlay.ts";
import { KillFeed } from "./kill-feed.ts";
import type { MatchEvent } from "./match-events.ts";
import { NetPanel } from "./net-panel.ts";
import { RespawnPanel } from "./respawn-panel.ts";
import { ScoreBoard } from "./score-board.ts";
import { centreLine, clockText, scoresOf } from "./score-line.ts";
import { SIDE_SIGN } from "./side-sign.ts";
import { Vitals } from "./vitals.ts";

/** What the readings need of the hands. */
export interface HudHands {
  /** Shows a sign to everybody. */
  emote(sign: number): void;
  /** Where we aim, in radians. */
  aim(): number;
  /** Our own ship on the screen, in CSS pixels. */
  centre(): { x: number; y: number };
}

/** Everything that is read in a match; text, so it is DOM: sharp at every size. */
export class Hud {
  readonly #match: PlayedArena;
  readonly #stage: Stage;
  readonly #hands: HudHands;
  readonly #root: HTMLElement;
  readonly #score: HTMLElement;
  readonly #a = element("span", { class: "a" });
  readonly #clock = element("time", {});
  readonly #b = element("span", { class: "b" });
  readonly #line = element("p", { class: "line", "aria-live": "polite" });
  readonly #vitals = new Vitals();
  readonly #hurt = new HurtOverlay();
  readonly #respawn = new RespawnPanel();
  readonly #highlights = new Highlights();
  readonly #announcer: Announcer;
  readonly #feed: KillFeed;
  readonly #board: ScoreBoard;
  readonly #net: NetPanel;
  readonly #wheel: EmoteWheel;
  readonly #stop: () => void;

  constructor(match: PlayedArena, stage: Stage, hands: HudHands) {
    this.#match = match;
    this.#stage = stage;
    this.#hands = hands;
    this.#announcer = new Announcer(match);
    this.#feed = new KillFeed(match);
    this.#board = new ScoreBoard(match, () => this.#highlights.list(), {
      result: stage.result,
      vote: () => match.request("rematch.vote"),
      leave: () => stage.leave(),
    });
    this.#net = new NetPanel(match);
    this.#wheel = new EmoteWheel(hands.emote, hands.aim);
    this.#score = element("div", { class: "score" }, this.#a, this.#clock, this.#b);
    const signs = element("button", { class: "menu signs", type: "button", click: () => this.#wheel.toggle() }, "☺");
    const menu = element("button", { class: "menu", type: "button", click: () => stage.openMenu() }, "≡");
    const label = () => {
      signs.setAttribute("aria-label", t("match.signs"));
      menu.setAttribute("aria-label", t("menu.title"));
    };
    label();
    this.#stop = onText(label);
    this.#root = element(
      "div",
      { class: "arena-hud" },
      this.#hurt.root,
      this.#score,
      signs,
      menu,
      this.#feed.root,
      this.#announcer.root,
      this.#line,
      this.#respawn.root,
      this.#vitals.root,
      this.#net.warning,
      this.#net.root,
      this.#wheel.root,
      this.#board.root,
    );
    stage.overlay.append(this.#root);
  }

  toggle(action: ShownAction, on: boolean): void {
    if (action === "scores") this.#board.held = on;
    else if (action === "emotes") this.#wheel.key(on);
    else if (action === "net" && on) this.#net.toggle();
    else if (action === "menu" && on) this.#stage.openMenu();
  }

  /** Keeps the scores open until they are closed. */
  showScores(): void {
    this.#board.pin();
  }

  /** `events` is what this frame's state tells beside its fields. */
  update(nowMs: number, events: readonly MatchEvent[]): void {
    const match = this.#match;
    const own = ownEntry(match);
    const scores = scoresOf(match.state, own);
    if (write(this.#a, `${SIDE_SIGN.a} ${scores.a}`)) pop(this.#a);
    write(this.#clock, clockText(match.state, TICK_HZ));
    write(this.#b, `${scores.b} ${SIDE_SIGN.b}`);
    write(this.#line, centreLine(match.state, own));
    this.#score.classList.toggle("sudden", match.state.suddenDeath);
    this.#score.classList.toggle("ending", match.state.phase === "playing" && match.state.endTick - match.state.tick <= 10 * TICK_HZ);
    this.#vitals.update(own, match.predicted ?? {}, match.state.phase === "finished");
    this.#hurt.update(match, this.#hands.centre(), own, events, nowMs);
    this.#respawn.update(match, own, events);
    this.#announcer.update(events, nowMs);
    this.#highlights.note(events, own?.seat);
    this.#feed.update(events, nowMs);
    this.#wheel.update();
    this.#board.update();
    this.#net.update(nowMs);
  }

  close(): void {
    this.#stop();
    this.#vitals.close();
    this.#board.close();
    this.#wheel.close();
    this.#root.remove();
  }
}

/** Whether it is another text now. */
function write(node: HTMLElement, text: string): boolean {
  if (node.textContent === text) return false;
  node.textContent = text;
  return true;
}

/** A point of ours is seen at the edge of the eye. */
function pop(node: HTMLElement): void {
  if (!motionReduced()) node.animate([{ scale: 1.5 }, { scale: 1 }], { duration: 260, easing: "ease-out" });
}
