import { outcome } from "../../../rooms/arena/scoring.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { element } from "../../ui/element.ts";
import { type ArenaMatch, entries, ownEntry } from "./arena-match.ts";
import { sideOf } from "./palette.ts";
import { resultTitle } from "./result-title.ts";

const REFRESH_TICKS = 6;

/** Everybody's score: while the key is held, when opened by the menu, and as the result at the end. */
export class ScoreBoard {
  readonly root: HTMLElement;
  held = false;
  readonly #match: ArenaMatch;
  readonly #title = element("h2", {});
  readonly #rows = element("tbody", {});
  readonly #rematch: HTMLButtonElement;
  readonly #votes = element("span", { class: "votes" });
  readonly #back: HTMLButtonElement;
  #pinned = false;
  #finished = false;
  #drawnTick = -REFRESH_TICKS;

  constructor(match: ArenaMatch, leave: () => void) {
    this.#match = match;
    this.#rematch = element("button", { class: "button call", id: "rematch", type: "button", click: () => void this.#vote() }, "Rematch");
    this.#back = element("button", { class: "button", type: "button", click: () => this.pin() }, "Back to the match");
    const leaveButton = element("button", { class: "button", id: "leave", type: "button", click: leave }, "Leave");
    const head = element(
      "thead",
      {},
      element("tr", {}, ...["", "Name", "Score", "Kills", "Deaths", "Assists"].map((text) => element("th", { scope: "col" }, text))),
    );
    this.root = element(
      "section",
      { class: "board", "aria-label": "Scores", hidden: true },
      this.#title,
      element("div", { class: "table catches" }, element("table", {}, head, this.#rows)),
      element("div", { class: "buttons" }, this.#rematch, this.#back, leaveButton),
      this.#votes,
    );
  }

  /** Keeps the board open until it is called again. */
  pin(): void {
    this.#pinned = !this.#pinned;
  }

  update(): void {
    const { state } = this.#match;
    const finished = state.phase === "finished";
    if (finished !== this.#finished) this.#turnTo(finished);
    const shown = finished || this.held || this.#pinned;
    if (this.root.hidden === shown) this.root.hidden = !shown;
    if (!shown || (!finished && Math.abs(state.tick - this.#drawnTick) < REFRESH_TICKS)) return;
    this.#drawnTick = state.tick;
    this.#draw();
  }

  #turnTo(finished: boolean): void {
    this.#finished = finished;
    this.#pinned = false;
    this.#rematch.hidden = !finished;
    this.#rematch.disabled = false;
    this.#rematch.textContent = "Rematch";
    this.#back.hidden = finished;
    this.root.classList.toggle("result", finished);
  }

  #draw(): void {
    const { state } = this.#match;
    const own = ownEntry(this.#match);
    this.#title.textContent = resultTitle(state, own);
    this.#back.hidden = !this.#pinned;
    this.#rematch.hidden = !this.#finished;
    const places = new Map(outcome(state)?.ranking.map(({ seat, place }) => [seat, place]));
    const players = entries(state.players)
      .map(([, player]) => player)
      .sort((a, b) => (places.get(a.seat) ?? 0) - (places.get(b.seat) ?? 0) || b.score - a.score || a.seat - b.seat);
    this.#rows.replaceChildren(...players.map((player) => this.#row(player, own)));
    const people = players.filter((player) => !player.bot && player.connected);
    const votes = people.filter((player) => player.rematch).length;
    this.#votes.textContent = this.#finished && people.length > 1 ? `${votes} of ${people.length} want a rematch` : "";
  }

  #row(player: ArenaPlayer, own: ArenaPlayer | undefined): HTMLElement {
    const side = sideOf(this.#match.state.mode, player, own?.seat);
    const name = element("td", { class: "name" }, element("bdi", {}, player.name));
    if (player.bot) name.append(element("small", {}, "bot"));
    else if (!player.connected) name.append(element("small", {}, "away"));
    if (player.rematch) name.append(element("small", { class: "yes" }, "rematch"));
    const numbers = [player.score, player.kills, player.deaths, player.assists].map((value) => element("td", {}, String(value)));
    return element(
      "tr",
      { class: player === own ? `own ${side}` : side },
      element("td", { class: "shape" }, side === "a" ? "▲" : "◆"),
      name,
      ...numbers,
    );
  }

  async #vote(): Promise<void> {
    this.#rematch.disabled = true;
    this.#rematch.textContent = "You want a rematch";
    try {
      await this.#match.request("rematch.vote");
    } catch {
      this.#rematch.disabled = false;
      this.#rematch.textContent = "Rematch";
    }
  }
}
