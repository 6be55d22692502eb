import { LiveFeed } from "../net/live-feed.ts";
import { type PublicMatch, publicMatches } from "../net/public-matches.ts";
import { shownLanguage, t, tCount, tNodes } from "../text/text.ts";
import { element } from "./element.ts";
import { NowMatches } from "./now-matches.ts";
import { watchPath } from "./route.ts";

/** How soon the feed follows when the page is left or looked at again, and how often "2 minutes ago" is told anew. */
const TICK_MS = 2000;
const NAMED = 3;

let strip: NowStrip | undefined;

/** What is played now and how the last matches ended: one for the page, wherever it is put. */
export function nowStrip(): HTMLElement {
  strip ??= new NowStrip(location.origin);
  strip.draw();
  return strip.root;
}

/** Most who come press Play at once: only who stays gets a connection of its own, and a page that settles for what reads it whole. */
const LISTEN_AFTER_MS = 12_000;

class NowStrip {
  readonly root = element("section", { class: "now-strip", "aria-labelledby": "now-strip" });
  readonly #matches: NowMatches;
  readonly #feed: LiveFeed;
  /** Whether the feed answers. */
  #away = false;
  #drawn = "";
  readonly #bornMs = performance.now();

  constructor(origin: string) {
    this.#matches = new NowMatches(publicMatches(origin));
    this.#feed = new LiveFeed(origin, {
      event: (name, data) => {
        this.#matches.tell(name, data);
        this.draw();
      },
      open: () => this.#reach(false),
      reset: () => void this.#matches.reload().then(() => this.draw()),
      away: () => this.#reach(true),
    });
    setInterval(() => this.#tick(), TICK_MS);
    void this.#matches.reload().then(() => this.draw());
    queueMicrotask(() => this.#tick());
  }

  draw(): void {
    const { state, running, results } = this.#matches;
    const away = this.#away || state === "away";
    const shown = JSON.stringify([shownLanguage(), state, away, running, results, results.map(ago)]);
    if (shown === this.#drawn) return;
    this.#drawn = shown;
    this.root.replaceChildren(
      element("h2", { id: "now-strip" }, t("strip.title")),
      element("a", { class: "all", href: "/live" }, t("landing.watch")),
      ...(away ? [element("p", { class: "quiet" }, t("strip.away"))] : []),
      ...(state === "loading" ? [element("p", { class: "quiet" }, t("strip.loading"))] : lists(running, results)),
    );
  }

  #reach(away: boolean): void {
    this.#away = away;
    this.draw();
  }

  /** A browser has six connections for a server: a page that nobody sees gives its own back. */
  #tick(): void {
    if (this.root.isConnected && !document.hidden) {
      if (performance.now() - this.#bornMs >= LISTEN_AFTER_MS) this.#feed.resume();
      this.draw();
    } else this.#feed.pause();
  }
}

function lists(running: readonly PublicMatch[], results: readonly PublicMatch[]): HTMLElement[] {
  return [list("strip.running", t("strip.nobody"), running.map(runningRow)), list("strip.results", t("strip.noResults"), results.map(resultRow))];
}

function list(title: "strip.running" | "strip.results", empty: string, rows: readonly HTMLElement[]): HTMLElement {
  return element("div", {}, element("h3", {}, t(title)), rows.length > 0 ? element("ol", {}, ...rows) : element("p", { class: "quiet" }, empty));
}

function runningRow({ id, leaders, seats }: PublicMatch): HTMLElement {
  const link = element("a", { href: watchPath(id, "?live=1") }, ...scores(leaders));
  return element("li", { class: "live" }, element("span", {}, link), element("small", {}, tCount("strip.seats", seats)));
}

function resultRow(match: PublicMatch): HTMLElement {
  const winners = match.leaders.filter(({ place }) => place === 1);
  const [winner] = winners;
  const line = winners.length === 1 && winner ? tNodes("strip.won", { name: winner.name, score: winner.score }) : scores(match.leaders);
  return element("li", {}, element("span", {}, element("a", { href: watchPath(match.id) }, ...line)), element("small", {}, ago(match)));
}

function scores(leaders: PublicMatch["leaders"]): (Node | string)[] {
  return leaders.slice(0, NAMED).flatMap(({ name, score }, index) => [...(index > 0 ? [" · "] : []), ...tNodes("strip.score", { name, score })]);
}

function ago({ endedAtMs }: PublicMatch): string {
  const minutes = Math.max(0, Math.floor((Date.now() - (endedAtMs ?? Date.now())) / 60_000));
  const times = new Intl.RelativeTimeFormat(shownLanguage(), { numeric: "auto" });
  if (minutes < 1) return t("strip.justNow");
  if (minutes < 60) return times.format(-minutes, "minute");
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? times.format(-hours, "hour") : times.format(-Math.floor(hours / 24), "day");
}
