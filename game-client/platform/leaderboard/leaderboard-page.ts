import "./leaderboard.css";
import type { Session, SignIn } from "../../identity/sign-in.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { routeOf } from "../../ui/route.ts";
import { troubleOf } from "../../ui/sentences.ts";
import { loadInto, placeFor } from "../load-into.ts";
import { playersNow } from "../watch/players-now.ts";
import { type BoardView, boardAddress, readBoardAddress, SCOPES } from "./board-address.ts";
import { boardTitle, seasonTitle } from "./board-words.ts";
import { boards, type ListedBoard, type ShownBoard, type ShownStanding, standingsOf } from "./leaderboard-api.ts";
import { ownPlace } from "./own-place.ts";
import { StandingsTable } from "./standings-table.ts";

/** Every board, by season and from three sides: the best, those around us, our friends. */
export function leaderboardPage(id: string | undefined, signIn: SignIn): HTMLElement[] {
  const place = placeFor("boards");
  document.title = t("site.title", { page: t("site.leaderboards") });
  void loadInto(
    place,
    async () => {
      const [listed, known] = await Promise.all([boards(), signIn.known()]);
      if (!listed.ok) return listed;
      return { ok: true as const, value: { listed: listed.value, session: known.ok ? known.value : undefined } };
    },
    ({ listed, session }) => {
      const first = id ?? listed[0]?.id;
      return first === undefined ? [element("p", { class: "empty" }, t("board.noBoards"))] : [new Boards(listed, signIn, session, first).root];
    },
  );
  return [element("h1", {}, t("site.leaderboards")), place];
}

/** Ends what the boards of before listened to: in another language the page is drawn anew. */
let shown: AbortController | undefined;

class Boards {
  readonly root = element("div", { class: "boards" });
  readonly #listed: readonly ListedBoard[];
  readonly #signIn: SignIn;
  readonly #session: Session | undefined;
  readonly #nav = element("nav", { class: "tabs", "aria-label": t("site.leaderboards") });
  readonly #controls = element("div", { class: "controls" });
  readonly #place = placeFor("standings");
  #view: BoardView;
  #jumping = false;

  constructor(listed: readonly ListedBoard[], signIn: SignIn, session: Session | undefined, first: string) {
    this.#listed = listed;
    this.#signIn = signIn;
    this.#session = session;
    this.#view = readBoardAddress(first, location.search);
    this.root.append(this.#nav, this.#controls, this.#place);
    shown?.abort();
    shown = new AbortController();
    const moved = () => {
      const route = routeOf(location.pathname);
      if (route.kind === "page" && route.page.name === "board") this.#show(readBoardAddress(route.page.id ?? first, location.search));
    };
    window.addEventListener("popstate", moved, { signal: shown.signal });
    this.#show(this.#view);
  }

  #go(view: BoardView): void {
    history.pushState(null, "", boardAddress(view));
    this.#show(view);
  }

  #show(view: BoardView): void {
    this.#view = view;
    const { board, scope, season } = view;
    this.#nav.replaceChildren(
      ...this.#listed.map((each) => this.#link(boardTitle(each), { board: each.id, scope, season: undefined }, each.id === board)),
    );
    const token = this.#session?.token;
    void loadInto(
      this.#place,
      async () => {
        const [shown, mine] = await Promise.all([
          // The other sides of a board are of somebody: who is nobody, or nobody any more, sees its top.
          this.#signIn.asking(token, (each) => standingsOf(board, { scope: each === undefined ? "top" : scope, season }, each)),
          token === undefined ? undefined : standingsOf(board, { scope: "friends", season }, token),
        ]);
        if (!shown.ok) return shown;
        const own = mine?.ok ? mine.value.standings.find(({ player }) => player === this.#session?.player.id) : undefined;
        return { ok: true as const, value: { shown: shown.value, own } };
      },
      ({ shown, own }) => this.#draw(shown, own),
    );
  }

  #draw(shown: ShownBoard, own: ShownStanding | undefined): Node[] {
    const title = `${boardTitle(shown)}, ${seasonTitle(shown.season)}`;
    document.title = t("site.title", { page: title });
    this.#drawControls(shown);
    const table = new StandingsTable(title, this.#session?.player.id);
    table.add(shown.standings, false);
    const playing = playersNow();
    void playing.then((now) => table.mark(now));
    const jump = () => {
      if (table.jump()) return;
      this.#jumping = true;
      this.#go({ ...this.#view, scope: "around" });
    };
    if (this.#jumping) queueMicrotask(() => table.jump());
    this.#jumping = false;
    const empty = shown.standings.length === 0;
    const content = empty ? element("p", { class: "empty" }, t(this.#view.scope === "top" ? "board.empty" : "board.noPlace")) : table.root;
    return [content, this.#more(shown, table, playing), ownPlace({ board: shown, own, player: this.#session?.player, jump })];
  }

  /** Further places: those after a page around us are the same as those of the whole board. */
  #more({ id, season, next }: ShownBoard, table: StandingsTable, playing: Promise<ReadonlyMap<string, string>>): HTMLElement {
    let after = next;
    const said = element("span", { role: "status" });
    const button = element("button", { class: "button", type: "button", hidden: after === undefined }, t("board.more"));
    button.addEventListener("click", async () => {
      button.disabled = true;
      const page = await standingsOf(id, { scope: "top", season, after });
      button.disabled = false;
      said.textContent = page.ok ? "" : troubleOf(page.code, page.message).text;
      if (!page.ok) return;
      table.add(page.value.standings, true);
      table.mark(await playing);
      after = page.value.next;
      button.hidden = after === undefined;
    });
    return element("div", { class: "more" }, button, said);
  }

  #drawControls({ season, seasons }: ShownBoard): void {
    const view = this.#view;
    const scopes = SCOPES.map((scope) => this.#link(t(`board.scope.${scope}`), { ...view, scope }, scope === view.scope));
    const all = seasons.includes(season) ? seasons : [season, ...seasons];
    const select = element(
      "select",
      { id: "season", change: () => this.#go({ ...view, season: all[select.selectedIndex] }) },
      ...all.map((each, index) =>
        element("option", {}, index === 0 && each !== "all" ? t("board.running", { season: seasonTitle(each) }) : seasonTitle(each)),
      ),
    );
    select.selectedIndex = all.indexOf(season);
    const focused = document.activeElement?.id === "season";
    this.#controls.replaceChildren(
      element("label", { class: "season" }, element("span", {}, t("board.season")), select),
      element("nav", { class: "tabs small", "aria-label": t("board.scopes") }, ...scopes),
    );
    if (focused) select.focus();
  }

  #link(text: string, view: BoardView, current: boolean): HTMLElement {
    return element(
      "a",
      {
        href: boardAddress(view),
        "aria-current": current ? "page" : undefined,
        click: (event) => {
          const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
          if (ctrlKey || metaKey || shiftKey) return;
          event.preventDefault();
          const index = [...((event.target as HTMLElement).parentElement?.children ?? [])].indexOf(event.target as HTMLElement);
          const nav = (event.target as HTMLElement).parentElement === this.#nav ? this.#nav : this.#controls;
          this.#go(view);
          (nav.querySelectorAll("a")[index] as HTMLElement | undefined)?.focus();
        },
      },
      text,
    );
  }
}
