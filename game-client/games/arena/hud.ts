import { BEAM_ENERGY, DASH_COOLDOWN_TICKS, MAX_ENERGY, MAX_HEALTH, MAX_SHIELD, TICK_HZ } from "../../../rooms/arena/rules.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { Stage } from "../game-view.ts";
import type { ShownAction } from "./actions.ts";
import { type ArenaMatch, ownEntry } from "./arena-match.ts";
import { KillFeed } from "./kill-feed.ts";
import { NetReadout } from "./net-readout.ts";
import { ScoreBoard } from "./score-board.ts";
import { centreLine, clockText, scoresOf } from "./score-line.ts";

type BarName = "health" | "shield" | "energy" | "dash";

/** Everything that is read in a match; text, so it is DOM: sharp at every size. */
export class Hud {
  readonly #match: ArenaMatch;
  readonly #stage: Stage;
  readonly #root: HTMLElement;
  readonly #a = element("span", { class: "a" });
  readonly #clock = element("time", {});
  readonly #b = element("span", { class: "b" });
  readonly #line = element("p", { class: "line", "aria-live": "polite" });
  readonly #bars: Readonly<Record<BarName, HTMLElement>>;
  readonly #vitals: HTMLElement;
  readonly #feed: KillFeed;
  readonly #board: ScoreBoard;
  readonly #net: NetReadout;

  constructor(match: ArenaMatch, stage: Stage) {
    this.#match = match;
    this.#stage = stage;
    this.#bars = { health: element("i"), shield: element("i"), energy: element("i"), dash: element("i") };
    const bar = (name: BarName) => element("div", { class: `bar ${name}` }, this.#bars[name]);
    this.#vitals = element("div", { class: "vitals" }, element("div", { class: "bars" }, bar("health"), bar("shield")), bar("energy"), bar("dash"));
    this.#feed = new KillFeed(match);
    this.#board = new ScoreBoard(match, () => stage.leave());
    this.#net = new NetReadout(match);
    const menu = element("button", { class: "menu", type: "button", "aria-label": t("menu.title"), click: () => stage.openMenu() }, "≡");
    this.#root = element(
      "div",
      { class: "arena-hud" },
      element("div", { class: "score" }, this.#a, this.#clock, this.#b),
      menu,
      this.#feed.root,
      this.#line,
      this.#vitals,
      this.#net.root,
      this.#board.root,
    );
    stage.overlay.append(this.#root);
  }

  toggle(action: ShownAction, on: boolean): void {
    if (action === "scores") this.#board.held = on;
    else if (action === "net" && on) this.#net.toggle();
    else if (action === "menu" && on) this.#stage.openMenu();
  }

  /** Keeps the scores open until they are closed. */
  showScores(): void {
    this.#board.pin();
  }

  update(nowMs: number): void {
    const match = this.#match;
    const own = ownEntry(match);
    const scores = scoresOf(match.state, own);
    write(this.#a, `▲ ${scores.a}`);
    write(this.#clock, clockText(match.state, TICK_HZ));
    write(this.#b, `${scores.b} ◆`);
    write(this.#line, centreLine(match.state, own, TICK_HZ));
    this.#vitals.hidden = !own || own.respawn > 0 || match.state.phase === "finished";
    if (own) {
      const body = match.predicted ?? {};
      fill(this.#bars.health, own.health / MAX_HEALTH);
      fill(this.#bars.shield, own.shield / MAX_SHIELD);
      fill(this.#bars.energy, Number(body.energy ?? own.energy) / MAX_ENERGY);
      fill(this.#bars.dash, 1 - Number(body.dashCooldown ?? own.dashCooldown) / DASH_COOLDOWN_TICKS);
      this.#vitals.classList.toggle("overcharged", own.overcharge > 0);
      this.#vitals.classList.toggle("low", own.health <= 30);
      this.#vitals.classList.toggle("beam-ready", Number(body.energy ?? own.energy) >= BEAM_ENERGY);
    }
    this.#feed.update(nowMs);
    this.#board.update();
    this.#net.update(nowMs);
  }

  close(): void {
    this.#root.remove();
  }
}

function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

function fill(bar: HTMLElement, share: number): void {
  const scale = `${Math.round(Math.min(1, Math.max(0, share)) * 200) / 200} 1`;
  if (bar.style.scale !== scale) bar.style.scale = scale;
}
