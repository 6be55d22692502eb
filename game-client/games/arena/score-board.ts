import { TICK_HZ } from "../../../rooms/arena/rules.ts";
import { outcome } from "../../../rooms/arena/scoring.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { onText, t, tCount } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { watchPath } from "../../ui/route.ts";
import { type ArenaMatch, entries, ownEntry } from "./arena-match.ts";
import type { Highlight } from "./highlights.ts";
import { sideOf } from "./palette.ts";
import { resultTitle } from "./result-title.ts";
import { SIDE_SIGN } from "./side-sign.ts";

const REFRESH_TICKS = 6;
const COLUMNS = ["name", "score", "kills", "deaths", "assists"] as const;

/** What can be done here beside reading. */
export interface PlayedBoard {
  /** What the match changed beyond itself. */
  readonly result: HTMLElement;
  vote(): Promise<unknown>;
  leave(): void;
}

/** Everybody's score: while the key is held, when opened by the menu, and as the result at the end, with what was special. */
export class ScoreBoard {
  readonly root: HTMLElement;
  held = false;
  readonly #match: ArenaMatch;
  readonly #highlights: () => readonly Highlight[];
  readonly #played: PlayedBoard | undefined;
  readonly #opens: boolean;
  readonly #title = element("h2", { tabindex: "-1" });
  /** Of the teams; the scores above the match are covered. */
  readonly #final = element("p", { class: "final", hidden: true });
  readonly #head = element("tr", {});
  readonly #rows = element("tbody", {});
  /** May be longer than there is room: it is scrolled by keys too. */
  readonly #table = element(
    "div",
    { class: "table catches", role: "group", tabindex: "0" },
    element("table", {}, element("thead", {}, this.#head), this.#rows),
  );
  readonly #special = element("dl", { class: "highlights" });
  readonly #rematch: HTMLButtonElement;
  readonly #votes = element("span", { class: "votes", role: "status" });
  readonly #back: HTMLButtonElement;
  readonly #leave: HTMLButtonElement;
  readonly #stop: () => void;
  #pinned = false;
  /** A result that was closed, where that can be done. */
  #dismissed = false;
  #finished = false;
  #voted = false;
  #drawnTick = -REFRESH_TICKS;

  /** Without `played` the match is watched: there is nothing to vote on and nothing to leave. `opens` at its end by itself. */
  constructor(match: ArenaMatch, highlights: () => readonly Highlight[], played?: PlayedBoard, opens = true) {
    this.#match = match;
    this.#highlights = highlights;
    this.#played = played;
    this.#opens = opens;
    this.#rematch = element("button", { class: "button call", id: "rematch", type: "button", click: () => void this.#vote() });
    this.#back = element("button", { class: "button", type: "button", click: () => this.pin() });
    this.#leave = element("button", { class: "button", id: "leave", type: "button", click: () => played?.leave() });
    this.root = element(
      "section",
      { class: "board", hidden: true },
      this.#title,
      this.#final,
      this.#special,
      this.#table,
      ...(played ? [played.result] : []),
      element("div", { class: "buttons" }, ...(played ? [this.#rematch, this.#back, this.#leave] : [this.#back])),
      this.#votes,
    );
    this.#label();
    this.#stop = onText(() => this.#label());
  }

  /** Keeps the board open until it is called again. */
  pin(): void {
    if (this.#finished && !this.#played) this.#dismissed = !this.#dismissed;
    else this.#pinned = !this.#pinned;
    if (this.#pinned && !this.#finished) queueMicrotask(() => this.#back.focus());
  }

  update(): void {
    const { state } = this.#match;
    const finished = state.phase === "finished";
    if (finished !== this.#finished) this.#turnTo(finished);
    const shown = (finished && !this.#dismissed) || this.held || this.#pinned;
    if (this.root.hidden === shown) this.root.hidden = !shown;
    if (!shown || Math.abs(state.tick - this.#drawnTick) < REFRESH_TICKS) return;
    this.#drawnTick = state.tick;
    this.#draw();
  }

  close(): void {
    this.#stop();
  }

  #turnTo(finished: boolean): void {
    this.#finished = finished;
    this.#drawnTick = -REFRESH_TICKS;
    this.#pinned = false;
    this.#dismissed = !this.#opens;
    this.#voted = false;
    this.#rematch.disabled = false;
    this.#label();
    this.root.classList.toggle("result", finished);
    const own = ownEntry(this.#match);
    const won = outcome(this.#match.state)?.ranking.some(({ seat, place }) => place === 1 && seat === own?.seat);
    this.root.classList.toggle("won", won === true);
    // Read aloud, and the next Tab leads on from here; a key that is held presses nothing.
    if (finished && this.#played) queueMicrotask(() => this.#title.focus({ preventScroll: true }));
    this.#special.replaceChildren(...(finished ? this.#highlights().map((highlight) => this.#highlight(highlight)) : []));
  }

  #label(): void {
    this.root.setAttribute("aria-label", t("match.scores"));
    this.#table.setAttribute("aria-label", t("match.scores"));
    this.#rematch.textContent = t(this.#voted ? "match.rematch.voted" : "match.rematch");
    this.#back.textContent = t("match.back");
    this.#leave.textContent = t("match.leave");
    this.#special.setAttribute("aria-label", t("match.highlights"));
    const heads = COLUMNS.map((column) => element("th", { scope: "col" }, t(`match.table.${column}`)));
    this.#head.replaceChildren(element("td", {}), ...heads);
  }

  #draw(): void {
    const { state } = this.#match;
    const own = ownEntry(this.#match);
    this.#title.textContent = resultTitle(state, own);
    this.#drawFinal();
    this.#back.hidden = this.#finished ? this.#played !== undefined : !this.#pinned;
    this.#rematch.hidden = !this.#finished;
    // While a key is held nothing is pressed here: sixteen rows take the room.
    this.#leave.hidden = !this.#finished && !this.#pinned;
    const places = new Map(outcome(state)?.ranking.map(({ seat, place }) => [seat, place]));
    const players = entries(state.players)
      .map(([, player]) => player)
      .sort((a, b) => (places.get(a.seat) ?? 0) - (places.get(b.seat) ?? 0) || b.score - a.score || a.seat - b.seat);
    this.root.classList.toggle("held", !this.#finished && !this.#pinned);
    this.root.style.setProperty("--rows", String(players.length));
    this.#rows.replaceChildren(...players.map((player) => this.#row(player, own)));
    const votes = players.filter((player) => player.rematch).length;
    const text = this.#finished && votes > 0 ? tCount("match.rematch.votes", votes) : "";
    if (this.#votes.textContent !== text) this.#votes.textContent = text;
  }

  #drawFinal(): void {
    const { mode, scoreA, scoreB } = this.#match.state;
    this.#final.hidden = mode !== "teams";
    const text = `${SIDE_SIGN.a} ${scoreA} : ${scoreB} ${SIDE_SIGN.b}`;
    if (!this.#final.hidden && this.#final.textContent !== text)
      this.#final.replaceChildren(
        element("span", { class: "a" }, `${SIDE_SIGN.a} ${scoreA}`),
        " : ",
        element("span", { class: "b" }, `${scoreB} ${SIDE_SIGN.b}`),
      );
  }

  #row(player: ArenaPlayer, own: ArenaPlayer | undefined): HTMLElement {
    const side = sideOf(this.#match.state.mode, player, own?.seat);
    const name = element("td", { class: "name" }, element("bdi", {}, player.name));
    if (player.bot) name.append(element("small", {}, t("match.bot")));
    else if (!player.connected) name.append(element("small", { class: "away" }, t("match.away")));
    if (player.rematch) name.append(element("small", { class: "yes" }, `✓ ${t("match.wantsRematch")}`));
    const numbers = [player.score, player.kills, player.deaths, player.assists].map((value) => element("td", {}, String(value)));
    return element("tr", { class: player === own ? `own ${side}` : side }, element("td", { class: "shape" }, SIDE_SIGN[side]), name, ...numbers);
  }

  /** Of a match that we played each leads to its replay, a little before it happened. */
  #highlight({ kind, seat, count, tick }: Highlight): HTMLElement {
    const { players, mode, matchId } = this.#match.state;
    const player = players.get(String(seat));
    const own = ownEntry(this.#match);
    const name = element("b", { class: player ? sideOf(mode, player, own?.seat) : "" }, element("bdi", {}, player?.name ?? t("match.somebody")));
    const value = count > 1 ? [name, ` ${count}`] : [name];
    const from = Math.max(0, tick - 2 * TICK_HZ);
    const link = { class: "catches", href: watchPath(matchId, `?t=${from}&camera=follow-${seat}`), target: "_blank", rel: "opener" };
    const told = this.#played ? [element("a", link, ...value)] : value;
    return element("div", {}, element("dt", {}, t(`match.highlight.${kind}`)), element("dd", {}, ...told));
  }

  async #vote(): Promise<void> {
    this.#voted = true;
    this.#rematch.disabled = true;
    this.#label();
    try {
      await this.#played?.vote();
    } catch {
      this.#voted = false;
      this.#rematch.disabled = false;
      this.#label();
    }
  }
}
