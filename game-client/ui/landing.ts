import type { Introduction } from "../games/introduction.ts";
import type { ListedGame } from "../net/api.ts";
import { element } from "./element.ts";
import { gameLinks } from "./game-links.ts";
import mark from "./mark.svg?url";
import { privatePanel } from "./private-panel.ts";
import { readCode } from "./route.ts";
import type { Trouble } from "./sentences.ts";

/** What a person can do from the first page. */
export interface LandingActions {
  play(name: string): void;
  openPrivate(name: string, options: Readonly<Record<string, unknown>>): void;
  join(name: string, code: string): void;
  resume(): void;
}

export interface LandingState {
  readonly name: string;
  /** From a link: what is joined by the first button. */
  readonly code?: string;
  readonly introduction: Introduction;
}

/** The first page. */
export class Landing {
  readonly root: HTMLElement;
  readonly #name: HTMLInputElement;
  readonly #code: HTMLInputElement;
  readonly #notice: HTMLElement;
  readonly #resume: HTMLElement;
  readonly #panel: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #games = element("nav", { class: "games", "aria-label": "Games", hidden: true });
  readonly #actions: LandingActions;

  constructor(state: LandingState, actions: LandingActions) {
    this.#actions = actions;
    this.#name = element("input", {
      class: "field",
      id: "name",
      maxlength: "60",
      placeholder: "Your name",
      "aria-label": "Your name",
      autocomplete: "nickname",
      dir: "auto",
      value: state.name,
    });
    this.#code = element("input", {
      class: "field",
      id: "code",
      placeholder: "Code of a match",
      "aria-label": "Code of a match",
      autocapitalize: "characters",
      autocomplete: "off",
      spellcheck: "false",
      value: state.code ?? "",
    });
    this.#play = element("button", { class: "button call", id: "play", type: "submit" }, state.code ? "Join the match" : "Play");
    this.#notice = element("div", { class: "notice", role: "alert", hidden: true });
    this.#resume = element(
      "div",
      { class: "notice resume", id: "resume", hidden: true },
      "Your seat in a match is kept.",
      button("Resume match", () => actions.resume()),
    );
    this.#panel = privatePanel(state.introduction.choices, (options) => actions.openPrivate(this.#name.value, options));
    this.#panel.hidden = true;
    this.root = this.#layout(state.code, state.introduction);
  }

  /** Shows that something is under way, or no longer. */
  set busy(text: string | undefined) {
    for (const control of this.root.querySelectorAll<HTMLButtonElement>("button")) control.disabled = text !== undefined;
    if (text !== undefined) this.#say(text);
  }

  set seatHeld(held: boolean) {
    this.#resume.hidden = !held;
  }

  /** Lets a person choose another game, where there is more than one. */
  offer(games: readonly ListedGame[], chosen: string): void {
    this.#games.hidden = games.length < 2;
    this.#games.replaceChildren(...gameLinks(games, chosen, location.search));
  }

  trouble(trouble: Trouble, again: () => void): void {
    this.busy = undefined;
    this.#say(trouble.text, trouble.retry ? button("Try again", again) : undefined);
  }

  #layout(code: string | undefined, { headline, text, keys }: Introduction): HTMLElement {
    const play = (event: Event) => {
      event.preventDefault();
      if (code) this.#actions.join(this.#name.value, code);
      else this.#actions.play(this.#name.value);
    };
    const join = (event: Event) => {
      event.preventDefault();
      const typed = readCode(this.#code.value);
      if (typed) this.#actions.join(this.#name.value, typed);
      else this.#say("A code has five letters, such as KLMNP.");
    };
    const togglePanel = () => {
      this.#panel.hidden = !this.#panel.hidden;
      this.#panel.scrollIntoView({ block: "nearest", behavior: "smooth" });
    };
    return element(
      "main",
      { class: "landing" },
      element("div", { class: "awning", "aria-hidden": "true" }),
      element("header", {}, element("img", { class: "mark", src: mark, alt: "" }), element("span", { class: "word" }, "Velarium")),
      element(
        "section",
        { class: "hero" },
        element("h1", {}, headline),
        element("p", {}, text),
        element(
          "div",
          { class: "start" },
          this.#games,
          this.#resume,
          element("form", { class: "row", submit: play }, this.#name, this.#play, button("Private match", togglePanel, "private")),
          this.#panel,
          this.#notice,
          element(
            "form",
            { class: "row two", submit: join },
            this.#code,
            element("button", { class: "button", id: "join", type: "submit" }, "Join with code"),
          ),
        ),
      ),
      element("footer", {}, keys),
    );
  }

  #say(text: string, ...more: (Node | undefined)[]): void {
    this.#notice.replaceChildren(text, ...more.filter((node) => node !== undefined));
    this.#notice.hidden = false;
  }
}

function button(text: string, click: () => void, id?: string): HTMLButtonElement {
  return element("button", { class: "button", type: "button", id, click }, text);
}
