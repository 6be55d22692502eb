import { MAX_HEALTH } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import { element } from "../../ui/element.ts";
import { entries } from "./arena-match.ts";
import { sideOf } from "./palette.ts";
import { SIDE_SIGN } from "./side-sign.ts";

const REFRESH_MS = 200;

interface Row {
  readonly root: HTMLButtonElement;
  readonly side: HTMLElement;
  readonly name: HTMLElement;
  readonly score: HTMLElement;
  readonly health: HTMLElement;
}

/** Who plays, best first, each with what is left of it; a press follows. Where there is room. */
export class WatchStandings {
  readonly root = element("div", { class: "standings" });
  readonly #follow: (seat: number) => void;
  readonly #rows = new Map<number, Row>();
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #followed: number | undefined;

  constructor(follow: (seat: number) => void) {
    this.#follow = follow;
  }

  update(state: ArenaWorld, followed: number | undefined, nowMs: number): void {
    if (nowMs - this.#drawnAtMs < REFRESH_MS && followed === this.#followed) return;
    this.#drawnAtMs = nowMs;
    this.#followed = followed;
    const players = entries(state.players)
      .map(([, player]) => player)
      .sort((a, b) => b.score - a.score || a.seat - b.seat);
    for (const [seat, { root }] of this.#rows) {
      if (players.some((player) => player.seat === seat)) continue;
      root.remove();
      this.#rows.delete(seat);
    }
    players.forEach((player, place) => {
      const row = this.#rows.get(player.seat) ?? this.#fresh(player.seat);
      this.#draw(row, player, state.mode, followed);
      // Only who changed places is moved: whoever is focused stays so.
      if (this.root.children[place] !== row.root) this.root.insertBefore(row.root, this.root.children[place] ?? null);
    });
  }

  #draw({ root, side, name, score, health }: Row, player: ArenaPlayer, mode: string, followed: number | undefined): void {
    const wears = sideOf(mode, player, followed);
    root.classList.toggle("down", player.respawn > 0);
    root.setAttribute("aria-pressed", String(player.seat === followed));
    if (side.className !== wears) side.className = wears;
    write(side, SIDE_SIGN[wears]);
    write(name, player.name);
    write(score, String(player.score));
    const share = player.respawn > 0 ? 0 : player.health / MAX_HEALTH;
    const scale = `${Math.round(share * 50) / 50} 1`;
    if (health.style.scale !== scale) health.style.scale = scale;
  }

  #fresh(seat: number): Row {
    const [side, name, score, health] = [element("i", {}), element("bdi", {}), element("b", {}), element("u", {})];
    const root = element("button", { type: "button", click: () => this.#follow(seat) }, side, name, score, health);
    const row = { root, side, name, score, health };
    this.#rows.set(seat, row);
    return row;
  }
}

function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
