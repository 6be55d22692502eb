import type { FeedEntry } from "../../../rooms/arena/world.ts";
import { element } from "../../ui/element.ts";
import { type ArenaMatch, entries, ownEntry } from "./arena-match.ts";
import { sideOf } from "./palette.ts";

const SHOWN_MS = 6000;
const MOST = 4;

/** Who got whom, newest last. */
export class KillFeed {
  readonly root = element("div", { class: "feed", "aria-hidden": "true" });
  readonly #match: ArenaMatch;
  #lastId = -1;
  #matchId = "";
  #rows: { node: HTMLElement; untilMs: number }[] = [];

  constructor(match: ArenaMatch) {
    this.#match = match;
  }

  update(nowMs: number): void {
    const { state } = this.#match;
    const fresh = entries(state.feed)
      .map(([, entry]) => entry)
      .filter((entry) => entry.id > this.#lastId)
      .sort((a, b) => a.id - b.id);
    const newest = Math.max(0, ...entries(state.feed).map(([, entry]) => entry.id));
    // What happened before we came, or in the match before, is not news.
    const known = this.#lastId >= 0 && this.#matchId === state.matchId;
    this.#lastId = newest;
    this.#matchId = state.matchId;
    if (known) for (const entry of fresh) this.#add(entry, nowMs);
    while (this.#rows[0] && (this.#rows[0].untilMs < nowMs || this.#rows.length > MOST)) this.#rows.shift()?.node.remove();
  }

  #add(entry: FeedEntry, nowMs: number): void {
    const node = element("span", {}, ...this.#sentence(entry));
    this.root.append(node);
    this.#rows.push({ node, untilMs: nowMs + SHOWN_MS });
  }

  #sentence(entry: FeedEntry): (Node | string)[] {
    if (entry.kind === "kill") return [this.#name(entry.actor), ` ${entry.weapon} `, this.#name(entry.target)];
    if (entry.kind === "multi") return [this.#name(entry.actor), ` ${entry.amount} in a row`];
    if (entry.kind === "streak") return [this.#name(entry.actor), ` is on ${entry.amount}`];
    return [this.#name(entry.actor), " ends the run of ", this.#name(entry.target)];
  }

  #name(seat: number): Node {
    const { state } = this.#match;
    const player = state.players.get(String(seat));
    if (!player) return document.createTextNode("somebody");
    const side = sideOf(state.mode, player, ownEntry(this.#match)?.seat);
    return element("b", { class: side }, side === "a" ? "▲ " : "◆ ", element("bdi", {}, player.name));
  }
}
