import "./live-card.css";
import { anyMapPicture, MAP_BOX, mapPicture } from "../../games/arena/introduction/map-picture.ts";
import { MAPS } from "../../games/choices.ts";
import { isolated, t, tCount } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { picture } from "../../ui/picture.ts";
import { watchPath } from "../../ui/route.ts";
import { length } from "../times.ts";
import type { ListedMatch } from "./live-list.ts";
import type { LiveMatch } from "./live-match.ts";
import { liveTitle } from "./live-title.ts";

const NAMED = { card: 3, featured: 4 } as const;

/** One running match: drawn once, then kept up to date in place, so that nothing jumps. */
export class LiveCard {
  readonly root: HTMLElement;
  readonly #kind: "card" | "featured";
  readonly #link = element("a", {});
  readonly #tally = element("p", { class: "tally" });
  readonly #leaders = element("ol", { class: "leaders" });
  readonly #time = element("span", { class: "time" });
  readonly #watchers = element("span", { class: "watchers" });
  readonly #players = element("span", {});
  readonly #state = element("span", { class: "state" });
  readonly #picture = element("div", { class: "map", "aria-hidden": "true" });
  readonly #title: HTMLElement;
  #shown = "";
  #map = "";

  constructor(kind: "card" | "featured") {
    this.#kind = kind;
    this.#title = element(kind === "card" ? "h3" : "h2", {});
    const watch = element("span", { class: kind === "featured" ? "button call go" : "go", "aria-hidden": "true" });
    this.root = element(
      "article",
      { class: `live-match ${kind}` },
      this.#picture,
      element(
        "div",
        { class: "about" },
        element("div", { class: "top" }, this.#state, this.#watchers),
        this.#title,
        this.#tally,
        this.#leaders,
        element("p", { class: "facts-line" }, this.#time, this.#players),
        watch,
      ),
      this.#link,
    );
  }

  show(match: ListedMatch, nowMs: number): void {
    this.#set(this.#time, match.over ? "" : t("live.since", { time: length(Math.max(0, nowMs - match.startedAtMs)) }));
    const shown = JSON.stringify([match, t("live.title")]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const title = liveTitle(match);
    this.root.dataset.over = String(match.over);
    this.#link.href = watchPath(match.id, match.over ? "" : "?live=1");
    this.#link.setAttribute("aria-label", match.over ? `${t("live.overReplay")}: ${title}` : t("live.watchOf", { match: title }));
    this.#set(this.root.querySelector(".go"), match.over ? t("live.overReplay") : t("live.watch"));
    const names = this.#kind === "featured" ? duel(match) : undefined;
    this.#set(this.#title, names ?? title);
    this.#set(this.#state, match.over ? t("live.over") : t("watch.live"));
    this.#set(this.#watchers, match.watchers > 0 ? tCount("live.watchers", match.watchers) : "");
    this.#set(this.#players, names !== undefined ? `${title} · ${tCount("live.players", match.seats)}` : tCount("live.players", match.seats));
    this.#tally.replaceChildren(...tally(match));
    this.#leaders.replaceChildren(...match.leaders.slice(0, NAMED[this.#kind]).map((seat) => leader(seat, match.mode)));
    if (this.#map !== match.map) {
      this.#map = match.map;
      const map = MAPS.find(({ id }) => id === match.map);
      this.#picture.replaceChildren(picture(MAP_BOX, map ? mapPicture(map) : anyMapPicture()));
    }
  }

  #set(node: Element | null, text: string): void {
    if (node && node.textContent !== text) node.textContent = text;
  }
}

/** The two in front by name, where each plays alone. */
function duel(match: LiveMatch): string | undefined {
  const [first, second] = match.leaders;
  return match.mode !== "teams" && first && second ? `${isolated(first.name)} – ${isolated(second.name)}` : undefined;
}

/** The score of teams, a shape before a colour. */
function tally(match: LiveMatch): HTMLElement[] {
  if (match.mode !== "teams") return [];
  const ofTeam = (team: number) => match.leaders.reduce((sum, seat) => sum + (seat.team === team ? seat.score : 0), 0);
  return [element("b", { class: "a" }, `▲ ${ofTeam(0)}`), element("b", { class: "b" }, `${ofTeam(1)} ◆`)];
}

function leader({ name, score, team }: LiveMatch["leaders"][number], mode: string): HTMLElement {
  const side = mode === "teams" ? (team === 0 ? "a" : "b") : "";
  return element(
    "li",
    {},
    element("span", { class: `name ${side}` }, ...(side === "" ? [] : [side === "a" ? "▲ " : "◆ "]), element("bdi", {}, name)),
    element("b", {}, String(score)),
  );
}
