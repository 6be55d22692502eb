import type { Introduction } from "../games/introduction.ts";
import type { ListedGame } from "../net/api.ts";
import type { News } from "../net/server-news.ts";
import { isolated, t } from "../text/text.ts";
import { element } from "./element.ts";
import { gameLinks } from "./game-links.ts";
import { howTo } from "./how-to.ts";
import mark from "./mark.svg?url";
import { NameField } from "./name-field.ts";
import { nowLine } from "./now-line.ts";
import { nowStrip } from "./now-strip.ts";
import { privatePanel } from "./private-panel.ts";
import { QuickChoices } from "./quick-choices.ts";
import { readCode } from "./route.ts";
import type { Trouble } from "./sentences.ts";
import { siteLinks } from "./site-links.ts";

type Options = Readonly<Record<string, unknown>>;

/** What a person can do from the first page. */
export interface LandingActions {
  play(name: string, options: Options): void;
  openPrivate(name: string, options: Options): void;
  join(name: string, code: string): void;
  resume(): void;
  named(name: string): void;
  chosen(options: Options): void;
}

export type HeldSeat = "none" | "ours" | "elsewhere";

export interface LandingState {
  readonly name: string;
  /** Whether the name is that of an account. */
  readonly isAccount: boolean;
  /** The account that is signed out here. */
  readonly ended?: string;
  /** From a link: what is joined by the first button. */
  readonly code?: string;
  /** Chosen for quick play before. */
  readonly options: Options;
  readonly introduction: Introduction;
  /** Said below everything else. */
  readonly remark?: string;
}

/** The first page. */
export class Landing {
  readonly root: HTMLElement;
  readonly #name: NameField;
  readonly #code: HTMLInputElement;
  readonly #notice = element("div", { class: "notice", role: "alert", hidden: true });
  readonly #resume: HTMLElement;
  readonly #held = element("span", {});
  readonly #panel: HTMLElement;
  readonly #quick: QuickChoices;
  readonly #now = element("p", { class: "now" });
  readonly #games = element("nav", { class: "games", "aria-label": t("page.games"), hidden: true });
  readonly #actions: LandingActions;

  constructor(state: LandingState, actions: LandingActions) {
    this.#actions = actions;
    this.#name = new NameField(state.name, state.isAccount, actions.named);
    this.#code = element("input", {
      class: "field",
      id: "code",
      placeholder: t("landing.code"),
      "aria-label": t("landing.code"),
      autocapitalize: "characters",
      autocomplete: "off",
      spellcheck: "false",
      value: state.code ?? "",
    });
    this.#resume = element(
      "aside",
      { class: "resume", id: "resume", "aria-label": t("landing.resume"), hidden: true },
      this.#held,
      button(t("landing.resume"), actions.resume),
    );
    this.#panel = privatePanel(state.introduction.choices, (options) => actions.openPrivate(this.#name.name, options));
    this.#panel.hidden = true;
    this.#quick = new QuickChoices(state.introduction.quick, state.options, actions.chosen);
    this.root = this.#layout(state);
    if (state.ended !== undefined) this.#sayEnded(state.ended);
  }

  /** Shows that something is under way, or no longer. */
  set busy(text: string | undefined) {
    for (const control of this.root.querySelectorAll<HTMLButtonElement>("button")) control.disabled = text !== undefined;
    this.#notice.classList.toggle("busy", text !== undefined);
    if (text !== undefined) this.#say(text);
  }

  /** The seat that is still ours; an account may sit on it in another tab. */
  set seat(seat: HeldSeat) {
    this.#resume.hidden = seat === "none";
    this.#held.textContent = t(seat === "elsewhere" ? "landing.heldElsewhere" : "landing.held");
  }

  set news(news: News) {
    this.#now.textContent = nowLine(news);
    this.#now.dataset.live = String(news.kind === "now" && news.now.players > 0);
  }

  /** Whether a person is in the middle of something here. */
  get inUse(): boolean {
    const { activeElement } = document;
    return !this.#panel.hidden || document.querySelector("dialog[open]") !== null || activeElement instanceof HTMLInputElement;
  }

  /** Lets a person choose another game, where there is more than one. */
  offer(games: readonly ListedGame[], chosen: string): void {
    this.#games.hidden = games.length < 2;
    this.#games.replaceChildren(...gameLinks(games, chosen, location.search));
  }

  /** Says what did not work: where it is the name, at the name. */
  trouble(trouble: Trouble, again: () => void, code = ""): void {
    this.busy = undefined;
    if (code === "identity/name" || code === "identity/name-taken") {
      this.#notice.hidden = true;
      const ways = code === "identity/name" ? [] : [element("a", { href: "/account" }, t("landing.yours"))];
      this.#name.refuse(trouble.text, ...ways);
    } else this.#say(trouble.text, trouble.retry ? button(t("page.again"), again) : undefined);
  }

  /** Says something that no button mends. */
  remark(text: string, link: HTMLElement): void {
    this.#say(text, link);
  }

  #layout({ code, introduction, remark }: LandingState): HTMLElement {
    const { headline, text, keys } = introduction;
    const play = (event: Event) => {
      event.preventDefault();
      if (code) this.#actions.join(this.#name.name, code);
      else this.#actions.play(this.#name.name, this.#quick.options);
    };
    const opener = button(t("landing.private"), () => this.#togglePanel(opener), "private");
    opener.setAttribute("aria-expanded", "false");
    opener.setAttribute("aria-controls", "private-panel");
    return element(
      "div",
      { class: "landing" },
      element("div", { class: "awning", "aria-hidden": "true" }),
      element(
        "header",
        {},
        element("img", { class: "mark", src: mark, alt: "", width: "36", height: "22" }),
        element("span", { class: "word" }, "Velarium"),
        this.#games,
        siteLinks(),
      ),
      element(
        "main",
        {},
        element(
          "section",
          { class: "hero" },
          element("h1", {}, headline),
          element("p", { class: "lead" }, text),
          element(
            "div",
            { class: "start" },
            element(
              "form",
              { class: "row", submit: play },
              this.#name.root,
              element("button", { class: "button call", id: "play", type: "submit" }, code ? t("landing.joinMatch") : t("landing.play")),
              opener,
            ),
            this.#panel,
            this.#notice,
            this.#joinForm(),
          ),
          this.#now,
        ),
        ...this.#chooseSection(introduction),
        nowStrip(),
        ...howTo(introduction.howTo, introduction.hands),
      ),
      element("footer", {}, element("p", {}, keys), ...(remark ? [element("p", {}, remark)] : [])),
      this.#resume,
    );
  }

  #joinForm(): HTMLElement {
    const join = (event: Event) => {
      event.preventDefault();
      const typed = readCode(this.#code.value);
      if (typed) this.#actions.join(this.#name.name, typed);
      else this.#say(t("landing.codeShape"));
    };
    return element(
      "form",
      { class: "row two", submit: join },
      this.#code,
      element("button", { class: "button", id: "join", type: "submit" }, t("landing.join")),
    );
  }

  #chooseSection({ quick }: Introduction): HTMLElement[] {
    if (quick.length === 0) return [];
    const play = button(t("landing.play"), () => this.#actions.play(this.#name.name, this.#quick.options), "play-chosen");
    play.classList.add("call");
    return [
      element(
        "section",
        { class: "choose", "aria-labelledby": "choose" },
        element("h2", { id: "choose" }, t("landing.pick")),
        element("p", {}, t("landing.pickHint")),
        this.#quick.root,
        play,
      ),
    ];
  }

  #togglePanel(opener: HTMLElement): void {
    this.#panel.hidden = !this.#panel.hidden;
    opener.setAttribute("aria-expanded", String(!this.#panel.hidden));
    if (this.#panel.hidden) return;
    this.#panel.scrollIntoView({ block: "nearest", behavior: document.documentElement.dataset.motion === "reduced" ? "auto" : "smooth" });
    this.#panel.querySelector("select")?.focus({ preventScroll: true });
  }

  #sayEnded(name: string): void {
    const logIn = element("a", { class: "button", href: "/account" }, t("account.login"));
    const asGuest = button(t("landing.asGuest"), () => this.root.querySelector("form")?.requestSubmit(), "as-guest");
    this.#say(t("landing.ended", { name: isolated(name) }), logIn, asGuest);
  }

  #say(text: string, ...more: (Node | undefined)[]): void {
    this.#notice.replaceChildren(element("span", {}, text), ...more.filter((node) => node !== undefined));
    this.#notice.hidden = false;
    this.#notice.scrollIntoView({ block: "nearest" });
  }
}

function button(text: string, click: () => void, id?: string): HTMLButtonElement {
  return element("button", { class: "button", type: "button", id, click }, text);
}
