import type { FeedEntry } from "../../../rooms/arena/world.ts";
import { t, tNodes } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { type ArenaMatch, ownEntry } from "./arena-match.ts";
import type { MatchEvent } from "./match-events.ts";
import { sideOf } from "./palette.ts";
import { SIDE_SIGN } from "./side-sign.ts";

const SHOWN_MS = 6000;
const MOST = 4;

/** Who got whom, newest last. */
export class KillFeed {
  readonly root = element("div", { class: "feed", "aria-hidden": "true" });
  readonly #match: ArenaMatch;
  readonly #rows: { node: HTMLElement; untilMs: number }[] = [];

  constructor(match: ArenaMatch) {
    this.#match = match;
  }

  update(events: readonly MatchEvent[], nowMs: number): void {
    for (const event of events) if (event.kind === "told") this.#add(event.entry, nowMs);
    while (this.#rows[0] && (this.#rows[0].untilMs < nowMs || this.#rows.length > MOST)) this.#rows.shift()?.node.remove();
  }

  clear(): void {
    for (const { node } of this.#rows.splice(0)) node.remove();
  }

  #add(entry: FeedEntry, nowMs: number): void {
    const seat = ownEntry(this.#match)?.seat;
    const ours = seat !== undefined && (entry.actor === seat || (entry.kind === "kill" && entry.target === seat));
    const node = element("span", { class: ours ? "ours" : undefined }, ...this.#sentence(entry));
    this.root.append(node);
    this.#rows.push({ node, untilMs: nowMs + SHOWN_MS });
  }

  #sentence(entry: FeedEntry): (Node | string)[] {
    const name = this.#name(entry.actor);
    if (entry.kind === "kill") {
      const weapon = entry.weapon === "beam" ? "beam" : "bolt";
      return [name, element("em", { class: weapon }, ` ${t(`match.weapon.${weapon}`)} `), this.#name(entry.target)];
    }
    if (entry.kind === "multi") return tNodes("match.feed.row", { name, count: entry.amount });
    if (entry.kind === "streak") return tNodes("match.feed.streak", { name, count: entry.amount });
    return tNodes("match.feed.shutdown", { name, other: this.#name(entry.target) });
  }

  #name(seat: number): Node {
    const { state } = this.#match;
    const player = state.players.get(String(seat));
    if (!player) return document.createTextNode(t("match.somebody"));
    const side = sideOf(state.mode, player, ownEntry(this.#match)?.seat);
    return element("b", { class: side }, `${SIDE_SIGN[side]} `, element("bdi", {}, player.name));
  }
}
