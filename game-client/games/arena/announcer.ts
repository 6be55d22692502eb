import { mapById } from "../../../rooms/arena/maps.ts";
import type { FeedEntry } from "../../../rooms/arena/world.ts";
import { t, tNodes } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { type ArenaMatch, ownEntry } from "./arena-match.ts";
import { leaderOf } from "./edge-markers.ts";
import type { MatchEvent } from "./match-events.ts";
import { sideOf } from "./palette.ts";
import { resultTitle } from "./result-title.ts";
import { SIDE_SIGN } from "./side-sign.ts";

const SHOWN_MS = 1500;
const LONGER_MS: Readonly<Record<string, number>> = { opening: 2400, alarm: 3200 };

type Said = (Node | string)[];

/** The line above the middle: where we are and what for, what we just did, a row, a run, sudden death; one after the other, the bigger news first. */
export class Announcer {
  readonly root = element("p", { class: "announce", "aria-live": "polite" });
  readonly #match: ArenaMatch;
  #untilMs = 0;
  #rank = 0;
  #led = false;
  #opened = "";

  constructor(match: ArenaMatch) {
    this.#match = match;
  }

  update(events: readonly MatchEvent[], nowMs: number): void {
    if (nowMs >= this.#untilMs && this.#rank > 0) {
      this.#rank = 0;
      this.root.replaceChildren();
    }
    for (const event of events) {
      if (event.kind === "told") this.#tell(event.entry, nowMs);
      if (event.kind === "sudden-death")
        this.#say(5, "alarm", [element("b", {}, t("match.suddenDeath")), element("small", {}, t("match.suddenDeath.rule"))], nowMs);
      if (event.kind === "ended" || event.kind === "began") this.#untilMs = 0;
    }
    this.#open(nowMs);
    this.#lead(nowMs);
  }

  /** Once for each match, to whoever begins or comes later: our shape, the map, and what is played to. */
  #open(nowMs: number): void {
    const { state } = this.#match;
    const own = ownEntry(this.#match);
    if (!own || state.phase !== "playing" || state.matchId === this.#opened) return;
    this.#opened = state.matchId;
    const side = sideOf(state.mode, own, own.seat);
    const shape = element("span", { class: `shape ${side}` }, SIDE_SIGN[side]);
    this.#say(1, "opening", [shape, element("b", {}, mapById(state.map).title), element("small", {}, resultTitle(state, own))], nowMs);
  }

  #tell(entry: FeedEntry, nowMs: number): void {
    const own = ownEntry(this.#match);
    if (!own || entry.actor !== own.seat) return;
    const other = element("span", {}, this.#match.state.players.get(String(entry.target))?.name ?? t("match.somebody"));
    if (entry.kind === "kill") this.#say(1, "kill", tNodes("match.you.kill", { name: other }), nowMs);
    else if (entry.kind === "multi") this.#say(4, "row", [rowText(entry.amount)], nowMs);
    else if (entry.kind === "streak") this.#say(3, "row", [t("match.you.streak", { count: entry.amount })], nowMs);
    else this.#say(3, "row", tNodes("match.you.shutdown", { name: other }), nowMs);
  }

  #lead(nowMs: number): void {
    const { state } = this.#match;
    const own = ownEntry(this.#match);
    const leads = own !== undefined && state.mode !== "teams" && state.phase === "playing" && leaderOf(state) === own;
    if (leads && !this.#led) this.#say(2, "lead", [t("match.lead")], nowMs);
    this.#led = leads;
  }

  #say(rank: number, look: string, said: Said, nowMs: number): void {
    if (rank < this.#rank && nowMs < this.#untilMs) return;
    this.#rank = rank;
    this.#untilMs = nowMs + (LONGER_MS[look] ?? SHOWN_MS);
    this.root.replaceChildren(element("span", { class: look }, ...said));
  }
}

function rowText(amount: number): string {
  if (amount === 2) return t("match.you.row.2");
  if (amount === 3) return t("match.you.row.3");
  return amount === 4 ? t("match.you.row.4") : t("match.you.row.more", { count: amount });
}
