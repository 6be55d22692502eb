import { isolated, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { watchPath } from "../../ui/route.ts";
import { playerName } from "../player-name.ts";
import { count } from "../times.ts";
import type { ShownStanding } from "./leaderboard-api.ts";

/** Places of a board, the row of `own` marked; more can be added. */
export class StandingsTable {
  readonly root: HTMLElement;
  readonly #rows = element("tbody", {});
  readonly #own: string | undefined;

  constructor(title: string, own: string | undefined) {
    this.#own = own;
    const heads = [t("board.rank"), t("board.player"), t("board.value")].map((head) => element("th", { scope: "col" }, head));
    this.root = element(
      "div",
      { class: "table" },
      element(
        "table",
        { class: "standings ranks" },
        element("caption", { class: "off" }, title),
        element("thead", {}, element("tr", {}, ...heads)),
        this.#rows,
      ),
    );
  }

  /** Adds places below; the first of them gets the focus where `focus` says so. */
  add(standings: readonly ShownStanding[], focus: boolean): void {
    const rows = standings.map((standing) => this.#row(standing));
    this.#rows.append(...rows);
    if (focus) rows[0]?.querySelector("a")?.focus();
  }

  /** Brings our own row into view, with the focus; false where it is not among these. */
  jump(): boolean {
    const own = this.#rows.querySelector<HTMLElement>("tr[aria-current]");
    own?.scrollIntoView({ block: "center", behavior: document.documentElement.dataset.motion === "reduced" ? "auto" : "smooth" });
    own?.querySelector("a")?.focus({ preventScroll: true });
    return own !== null;
  }

  /** Marks who plays now; each is led to by a link. */
  mark(playing: ReadonlyMap<string, string>): void {
    for (const row of this.#rows.querySelectorAll<HTMLElement>("tr[data-player]")) {
      const match = playing.get(row.dataset.player ?? "");
      if (match === undefined || row.querySelector(".playing")) continue;
      const name = row.querySelector(".player")?.textContent ?? "";
      const link = element("a", { class: "playing", href: watchPath(match, "?live=1") }, t("live.nowLive"));
      link.setAttribute("aria-label", t("live.watchPlayer", { name: isolated(name) }));
      row.querySelector("th")?.append(link);
    }
  }

  #row({ rank, player, name, guest, value }: ShownStanding): HTMLElement {
    const own = player === this.#own;
    return element(
      "tr",
      { "aria-current": own ? "true" : undefined, "data-player": player },
      element("td", {}, count(rank)),
      element(
        "th",
        { scope: "row" },
        playerName({ player, name }),
        ...(own ? [element("small", {}, t("board.you"))] : []),
        ...(guest ? [element("small", {}, t("board.guest"))] : []),
      ),
      element("td", {}, count(value)),
    );
  }
}
