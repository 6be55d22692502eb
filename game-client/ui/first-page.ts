import { gameViews } from "../games/games.ts";
import { introductionOf } from "../games/introduction.ts";
import type { SignIn } from "../identity/sign-in.ts";
import type { Api, ListedGame } from "../net/api.ts";
import type { ServerNews } from "../net/server-news.ts";
import { settings } from "../settings/settings.ts";
import { onText, t } from "../text/text.ts";
import { element } from "./element.ts";
import { wantedGame } from "./game-links.ts";
import { type HeldSeat, Landing } from "./landing.ts";
import { routeOf } from "./route.ts";
import type { Trouble } from "./sentences.ts";

type Options = Readonly<Record<string, unknown>>;

/** Ways into a match, each under a name and with the game that is shown. */
export interface Ways {
  play(name: string, game: string, options: Options): void;
  openPrivate(name: string, game: string, options: Options): void;
  join(name: string, game: string, code: string): void;
  resume(game: string): void;
}

/** Shown until the server has said what it plays, and where nothing else is asked for. */
const FIRST: ListedGame = { id: "arena", title: "Arena", maxSeats: 16 };

/** The first page over time: drawn for a game, a language and an invitation, and again when one of them is another. */
export class FirstPage {
  readonly #page: Element;
  readonly #signIn: SignIn;
  readonly #news: ServerNews;
  readonly #ways: Ways;
  #landing: Landing | undefined;
  #games: readonly ListedGame[] = [];
  #options: Options = {};
  #busy = false;
  #seat: HeldSeat = "none";
  #isAccount = false;
  /** The server did not say whether a seat is ours: it is asked again when it answers. */
  #unanswered = false;

  constructor(page: Element, signIn: SignIn, news: ServerNews, ways: Ways) {
    this.#page = page;
    this.#signIn = signIn;
    this.#news = news;
    this.#ways = ways;
    news.on((told) => {
      if (this.#landing) this.#landing.news = told;
      if (told.kind === "now" && this.#unanswered) void this.lookForSeat();
    });
    const again = () => {
      if (this.#landing?.root.isConnected && !this.#busy) this.show();
    };
    onText(again);
    signIn.endChanged = again;
    // How to play names the keys.
    settings.on("bindings", again);
  }

  /** Asks which games there are and shows the page: at once, unless a game is asked for by name. */
  async begin(api: Pick<Api, "games">): Promise<void> {
    const listing = api.games().then((listed) => {
      if (listed.ok) this.#games = listed.value.filter(({ id }) => Object.hasOwn(gameViews, id));
    });
    if (new URLSearchParams(location.search).has("game")) await listing;
    this.show();
    void listing.then(() => this.#landing?.offer(this.#games, this.#chosen.id));
  }

  show(): void {
    const route = routeOf(location.pathname);
    const before = this.#landing?.root.isConnected ? document.activeElement?.id : undefined;
    const landing = new Landing(
      {
        name: this.#signIn.name,
        isAccount: this.#signIn.hasAccount,
        introduction: introductionOf(this.#chosen),
        options: this.#options,
        ...(this.#signIn.ended === undefined ? {} : { ended: this.#signIn.ended }),
        ...(route.kind === "invite" ? { code: route.code } : {}),
        ...(this.#signIn.lasts ? {} : { remark: t("trouble.forgetful") }),
      },
      {
        play: (name, options) => this.#ways.play(name, this.#chosen.id, options),
        openPrivate: (name, options) => this.#ways.openPrivate(name, this.#chosen.id, options),
        join: (name, code) => this.#ways.join(name, this.#chosen.id, code),
        resume: () => this.resume(),
        named: (name) => {
          this.#signIn.name = name;
        },
        chosen: (options) => {
          this.#options = options;
        },
      },
    );
    landing.offer(this.#games, this.#chosen.id);
    landing.news = this.#news.news;
    landing.seat = this.#seat;
    this.#landing = landing;
    this.#isAccount = this.#signIn.hasAccount;
    this.#busy = false;
    document.title = t("page.title");
    this.#page.replaceChildren(landing.root);
    if (before) document.getElementById(before)?.focus();
  }

  /** Whether nothing is lost when the page is loaded anew. */
  get idle(): boolean {
    return this.#landing?.root.isConnected === true && !this.#busy && !this.#landing.inUse;
  }

  set busy(text: string) {
    this.#busy = true;
    if (this.#landing) this.#landing.busy = text;
  }

  trouble(trouble: Trouble, again: () => void, code?: string): void {
    this.#busy = false;
    this.#landing?.trouble(trouble, again, code);
  }

  /** Says something, and where it leads. */
  remark(text: string, link: string, href: string): void {
    this.#landing?.remark(text, element("a", { class: "button", href }, link));
  }

  join(code: string): void {
    this.#ways.join(this.#signIn.name, this.#chosen.id, code);
  }

  resume(): void {
    this.#ways.resume(this.#chosen.id);
  }

  /** Shows the page as it is without an invitation. */
  forgetCode(): void {
    if (routeOf(location.pathname).kind !== "invite") return;
    history.replaceState(null, "", `/${location.search}`);
    this.show();
  }

  /** Offers the seat that is still ours; true where there is one. */
  async lookForSeat(): Promise<boolean> {
    const known = await this.#signIn.held();
    const session = known.ok ? known.value : undefined;
    this.#seat = !session?.match ? "none" : session.elsewhere ? "elsewhere" : "ours";
    this.#unanswered = !known.ok;
    // An account that ended elsewhere is found out only now.
    if (this.#isAccount !== this.#signIn.hasAccount && this.idle) this.show();
    if (this.#landing) this.#landing.seat = this.#seat;
    return this.#seat !== "none";
  }

  get #chosen(): ListedGame {
    return wantedGame(this.#games, location.search) ?? this.#games.find(({ id }) => id === FIRST.id) ?? this.#games[0] ?? FIRST;
  }
}
