import "./live.css";
import { LiveFeed } from "../../net/live-feed.ts";
import { t, tNodes } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { featureMatch } from "./feature-match.ts";
import { FileDrop } from "./file-drop.ts";
import { LiveCard } from "./live-card.ts";
import { type ListedMatch, LiveList } from "./live-list.ts";
import { liveMatches } from "./live-match.ts";
import { LiveRatings } from "./live-ratings.ts";
import { recentMatches } from "./recent-matches.ts";

/** Clocks go on, and a page that nobody sees gives its connection back. */
const TICK_MS = 1000;
/** The feed does not tell how many watch. */
const RELOAD_MS = 20_000;
/** Who looks for a moment gets no connection of their own, and a page that settles for what reads it whole (see ui/now-strip.ts). */
const LISTEN_AFTER_MS = 12_000;

/** What is played now, kept up to date: the match to watch first, and all others. */
export function livePage(): () => HTMLElement[] {
  const page = new LivePage();
  return () => page.draw();
}

class LivePage {
  readonly #list = new LiveList(liveMatches);
  readonly #ratings = new LiveRatings();
  readonly #feed: LiveFeed;
  readonly #drop: FileDrop;
  readonly #place = element("div", { class: "live-place" });
  readonly #featured = new LiveCard("featured");
  readonly #cards = new Map<string, LiveCard>();
  readonly #grid = element("div", { class: "live-grid" });
  readonly #bornMs = performance.now();
  #loadedAtMs = 0;
  #featuredId: string | undefined;
  #feedAway = false;
  #shown = "";

  constructor() {
    this.#drop = new FileDrop((file) => void playFile(file));
    this.#feed = new LiveFeed(location.origin, {
      event: (name, data) => {
        this.#list.tell(name, data);
        this.#update();
      },
      open: () => this.#reach(false),
      reset: () => void this.#reload(),
      away: () => this.#reach(true),
    });
    setInterval(() => this.#tick(), TICK_MS);
    for (const left of ["pointerleave", "focusout"]) this.#place.addEventListener(left, () => requestAnimationFrame(() => this.#update()));
    void this.#reload();
  }

  draw(): HTMLElement[] {
    document.title = t("site.title", { page: t("live.title") });
    this.#shown = "";
    this.#update();
    const choose = element("button", { class: "button quiet", type: "button", click: () => this.#drop.choose() }, t("live.choose"));
    const head = element("div", { class: "head" }, element("h1", {}, t("live.title")), element("p", { class: "empty" }, t("live.lead")));
    return [head, this.#place, element("p", { class: "file-hint" }, ...tNodes("live.file", { choose })), this.#drop.veil];
  }

  async #reload(): Promise<void> {
    this.#loadedAtMs = performance.now();
    await this.#list.reload();
    this.#update();
    await this.#ratings.learn(this.#list.matches);
    this.#update();
  }

  #reach(away: boolean): void {
    this.#feedAway = away;
    this.#update();
  }

  #tick(): void {
    if (!this.#place.isConnected || document.hidden) {
      this.#feed.pause();
      return;
    }
    const nowMs = performance.now();
    if (nowMs - this.#bornMs >= LISTEN_AFTER_MS) this.#feed.resume();
    if (nowMs - this.#loadedAtMs >= RELOAD_MS) void this.#reload();
    else this.#update();
  }

  /** Whether somebody points at a match, or stands on one with the keyboard: then none moves. */
  get #held(): boolean {
    return this.#place.matches(":hover") || this.#place.contains(document.activeElement);
  }

  #update(): void {
    const { state } = this.#list;
    if (!this.#held) {
      this.#list.settle();
      this.#featuredId = featureMatch(this.#list.matches, this.#ratings.known, this.#featuredId)?.id;
    }
    const { matches } = this.#list;
    const featured = matches.find(({ id }) => id === this.#featuredId);
    const others = matches.filter((match) => match !== featured);
    const away = state === "away" || this.#feedAway;
    this.#layout(state === "loading" ? "loading" : featured ? (others.length > 0 ? "many" : "one") : away ? "away" : "none", away);
    const nowMs = Date.now();
    if (featured) this.#featured.show(featured, nowMs);
    this.#fill(others, nowMs);
  }

  #layout(kind: "loading" | "away" | "none" | "one" | "many", away: boolean): void {
    const shown = `${kind} ${away} ${t("live.title")}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#place.toggleAttribute("aria-busy", kind === "loading");
    const notice = element("p", { class: "notice", role: "status" }, t("live.away"));
    this.#place.replaceChildren(...(away ? [notice] : []), ...this.#parts(kind));
  }

  #parts(kind: "loading" | "away" | "none" | "one" | "many"): HTMLElement[] {
    if (kind === "loading") return [element("p", { class: "moment", role: "status" }, t("live.loading"))];
    if (kind === "away") return [];
    if (kind === "none") return [nobody(), recentMatches()];
    const others = element("section", { class: "others" }, element("h2", {}, t("live.others")), this.#grid);
    return [this.#featured.root, ...(kind === "many" ? [others] : [recentMatches()])];
  }

  /** Each card stays the same element while its match is there: focus and pointer stay on it. */
  #fill(matches: readonly ListedMatch[], nowMs: number): void {
    const wanted = new Set(matches.map(({ id }) => id));
    for (const [id, card] of this.#cards) {
      if (wanted.has(id)) continue;
      card.root.remove();
      this.#cards.delete(id);
    }
    for (const [index, match] of matches.entries()) {
      const card = this.#cards.get(match.id) ?? new LiveCard("card");
      this.#cards.set(match.id, card);
      card.show(match, nowMs);
      if (this.#grid.children[index] !== card.root) this.#grid.insertBefore(card.root, this.#grid.children[index] ?? null);
    }
  }
}

/** The page of replays takes the place of this one. */
async function playFile(file: File): Promise<void> {
  const root = document.querySelector("#page");
  if (!root) return;
  const { showReplay } = await import("./replay-page.ts");
  history.pushState(null, "", "/replay");
  window.addEventListener("popstate", () => location.reload(), { once: true });
  showReplay(root, file);
}

function nobody(): HTMLElement {
  return element(
    "div",
    { class: "nobody" },
    element("h2", {}, t("live.none")),
    element("p", { class: "empty" }, t("live.noneHint")),
    element("div", { class: "buttons" }, element("a", { class: "button call", href: "/" }, t("live.play"))),
  );
}
