import type { OpenView, Stage } from "../games/game-view.ts";
import type { CloseReason } from "../net/close-reason.ts";
import type { MatchStatus } from "../net/match-connection.ts";
import type { ServerNews } from "../net/server-news.ts";
import { onText, t } from "../text/text.ts";
import { element } from "./element.ts";
import { InvitePanel } from "./invite-panel.ts";
import { MatchBanner } from "./match-banner.ts";
import { showMatchMenu } from "./match-menu.ts";
import { ReconnectNotice } from "./reconnect-notice.ts";
import { watchRestart } from "./restart-watch.ts";
import { MATCH_PATH } from "./route.ts";
import { closedSentence } from "./sentences.ts";

/** What the frame needs of a match. */
export interface FramedMatch {
  readonly status: MatchStatus;
  readonly state: { readonly code: string; readonly phase: string; readonly matchId: string } | undefined;
  onStatus(listener: (status: MatchStatus) => void): () => void;
  takeBack(): Promise<void>;
  leave(): Promise<void>;
}

/** A match that goes on without us. */
export interface LeftMatch {
  readonly id: string;
  /** Of a private match, else empty. */
  readonly code: string;
}

/** Shows what a match changed beyond itself. */
export interface ResultPanel {
  readonly root: HTMLElement;
  look(): void;
  close(): void;
}

/** Ways out of a match. */
export interface MatchWays {
  home(left: LeftMatch | undefined): void;
  /** Another match of the kind; undefined where an invitation led to this one, whose code is given. */
  another(code: string): (() => void) | undefined;
}

/** Another go makes sense after these. */
const CAN_COME_BACK: readonly CloseReason[] = ["elsewhere", "lost"];
const LOOK_MS = 250;

/** What surrounds every match, whatever the game: the line's state, the invitation, the menu, the way out. */
export class MatchFrame {
  readonly root: HTMLElement;
  readonly stage: Stage;
  readonly #match: FramedMatch;
  readonly #result: ResultPanel;
  readonly #news: ServerNews;
  readonly #ways: MatchWays;
  readonly #veil = element("div", { class: "veil", role: "alert", hidden: true });
  readonly #invite = new InvitePanel();
  readonly #banner = new MatchBanner();
  readonly #stops: (() => void)[];
  #view: OpenView | undefined;
  #notice: ReconnectNotice | undefined;
  #code = "";
  #left: LeftMatch | undefined;
  /** Of the server, after it took the match with it. */
  #restart: "waiting" | "done" | undefined;

  constructor(match: FramedMatch, result: ResultPanel, news: ServerNews, ways: MatchWays) {
    this.#match = match;
    this.#result = result;
    this.#news = news;
    this.#ways = ways;
    const canvas = element("div", { class: "canvas" });
    const overlay = element("div", { class: "overlay" });
    this.stage = { canvas, overlay, result: result.root, leave: () => void this.#leave(), openMenu: () => this.#openMenu() };
    this.root = element("main", { class: "match" }, canvas, overlay, this.#invite.root, this.#banner.root, this.#veil);
    const menuKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#openMenu();
    };
    window.addEventListener("keydown", menuKey);
    // A button that was clicked does not keep the focus: Space is for the ship.
    this.root.addEventListener("mousedown", (event) => {
      if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
    });
    const looking = setInterval(() => this.#look(), LOOK_MS);
    this.#stops = [
      match.onStatus((status) => this.#show(status)),
      onText(() => this.#show(match.status)),
      news.on((told) => {
        this.#banner.news = told;
      }),
      () => window.removeEventListener("keydown", menuKey),
      () => clearInterval(looking),
      () => this.#invite.close(),
      () => result.close(),
    ];
    history.replaceState(null, "", MATCH_PATH + location.search);
  }

  show(view: OpenView): void {
    this.#view = view;
    // A game that has no place for it leaves it to the frame.
    if (!this.#result.root.isConnected) this.root.append(this.#result.root);
    this.#look();
  }

  #show(status: MatchStatus): void {
    if (status.kind === "closed") this.#closed(status.reason);
    else if (status.kind === "reconnecting") this.#repairing();
    else {
      this.#notice?.close();
      this.#notice = undefined;
      // Whoever answers again may be another build.
      if (!this.#veil.hidden) void this.#news.ask();
      this.#veil.hidden = true;
    }
  }

  #repairing(): void {
    if (this.#notice) return;
    this.#notice = new ReconnectNotice();
    this.#say("reconnecting", this.#notice.root);
  }

  #closed(reason: CloseReason): void {
    this.#notice?.close();
    this.#notice = undefined;
    if (reason === "left") this.#close();
    else if (reason === "stopped") this.#stopped();
    else this.#end(reason);
  }

  #stopped(): void {
    if (!this.#restart) {
      this.#restart = "waiting";
      const back = () => {
        this.#restart = "done";
        this.#stopped();
      };
      this.#stops.push(watchRestart(this.#news, back));
    }
    const done = this.#restart === "done";
    const another = this.#ways.another(this.#code);
    const buttons = [button(t("menu.home"), false, () => this.#close())];
    if (done && another) buttons.unshift(button(t("line.playAgain"), true, () => this.#close(another)));
    const what = this.#match.state?.phase === "playing" ? t("closed.stopped") : t("trouble.stopping");
    const then = element("p", { class: "then" }, done ? t("line.restarted") : t("line.restarting"));
    this.#say("ended", element("div", {}, element("p", {}, what), then), ...buttons);
  }

  #end(reason: CloseReason): void {
    const buttons = [button(t("menu.home"), false, () => this.#close())];
    if (CAN_COME_BACK.includes(reason))
      buttons.unshift(button(reason === "lost" ? t("page.again") : t("line.playHere"), true, () => void this.#match.takeBack()));
    this.#say("ended", element("p", {}, closedSentence(reason)), ...buttons);
  }

  #say(kind: string, text: HTMLElement, ...buttons: HTMLElement[]): void {
    this.#veil.dataset.kind = kind;
    this.#veil.replaceChildren(text, element("div", { class: "buttons" }, ...buttons));
    this.#veil.hidden = false;
    buttons[0]?.focus();
  }

  /** The code arrives with the first state; the address then is the link to share. */
  #look(): void {
    const { code = "", phase = "" } = this.#match.state ?? {};
    if (code !== this.#code) history.replaceState(null, "", `/m/${code}${location.search}`);
    this.#code = code;
    this.#invite.show(code, phase === "waiting");
    this.#result.look();
  }

  #openMenu(): void {
    if (this.#match.status.kind === "closed") return;
    const invite = { id: "invite", text: () => t("invite.title"), act: () => this.#invite.open() };
    void showMatchMenu([...(this.#view?.menu ?? []), ...(this.#code === "" ? [] : [invite])], () => void this.#leave());
  }

  async #leave(): Promise<void> {
    const { matchId = "", code = "", phase } = this.#match.state ?? {};
    this.#left = phase === "playing" && matchId !== "" ? { id: matchId, code } : undefined;
    await this.#match.leave();
    this.#close();
  }

  #close(then = () => this.#ways.home(this.#left)): void {
    if (!this.#view) return;
    this.#view.close();
    this.#view = undefined;
    for (const stop of this.#stops.splice(0)) stop();
    then();
  }
}

function button(text: string, call: boolean, click: (event: Event) => void): HTMLButtonElement {
  return element("button", { class: call ? "button call" : "button", type: "button", click }, text);
}
