import type { OpenView, Stage } from "../games/game-view.ts";
import type { CloseReason } from "../net/close-reason.ts";
import type { MatchStatus } from "../net/match-connection.ts";
import { element } from "./element.ts";
import { inviteLink, MATCH_PATH } from "./route.ts";
import { closedSentence } from "./sentences.ts";

/** What the frame needs of a match. */
export interface FramedMatch {
  readonly status: MatchStatus;
  readonly state: { readonly code: string } | undefined;
  onStatus(listener: (status: MatchStatus) => void): () => void;
  takeBack(): Promise<void>;
  leave(): Promise<void>;
}

/** Another go makes sense after these. */
const CAN_COME_BACK: readonly CloseReason[] = ["elsewhere", "lost"];

/** What surrounds every match, whatever the game: the line's state, the invitation, the way out. */
export class MatchFrame {
  readonly root: HTMLElement;
  readonly stage: Stage;
  readonly #match: FramedMatch;
  readonly #home: () => void;
  readonly #veil = element("div", { class: "veil", role: "alert", hidden: true });
  readonly #invite = element("div", { class: "invite", hidden: true });
  readonly #stopListening: () => void;
  readonly #codeTimer: ReturnType<typeof setInterval>;
  #view: OpenView | undefined;
  #code = "";

  constructor(match: FramedMatch, home: () => void) {
    this.#match = match;
    this.#home = home;
    const canvas = element("div", { class: "canvas" });
    const overlay = element("div", { class: "overlay" });
    this.stage = { canvas, overlay, leave: () => void this.#leave() };
    this.root = element("main", { class: "match" }, canvas, overlay, this.#invite, this.#veil);
    this.#stopListening = match.onStatus((status) => this.#show(status));
    this.#codeTimer = setInterval(() => this.#showCode(), 250);
    history.replaceState(null, "", MATCH_PATH + location.search);
  }

  show(view: OpenView): void {
    this.#view = view;
    this.#showCode();
  }

  #show(status: MatchStatus): void {
    if (status.kind === "closed") this.#closed(status.reason);
    else if (status.kind === "open") this.#veil.hidden = true;
    else this.#say("reconnecting", "Reconnecting. Your seat is kept.");
  }

  #closed(reason: CloseReason): void {
    if (reason === "left") this.#close();
    else this.#end(reason);
  }

  #end(reason: CloseReason): void {
    const buttons = [button("Back to the first page", false, () => this.#close())];
    if (CAN_COME_BACK.includes(reason))
      buttons.unshift(button(reason === "lost" ? "Try again" : "Play on here", true, () => void this.#match.takeBack()));
    this.#say("ended", closedSentence(reason), ...buttons);
  }

  #say(kind: string, text: string, ...buttons: HTMLElement[]): void {
    this.#veil.dataset.kind = kind;
    this.#veil.replaceChildren(element("p", {}, text), element("div", { class: "buttons" }, ...buttons));
    this.#veil.hidden = false;
    buttons[0]?.focus();
  }

  /** The code arrives with the first state; the address then is the link to share. */
  #showCode(): void {
    const code = this.#match.state?.code ?? "";
    if (code === this.#code) return;
    this.#code = code;
    history.replaceState(null, "", `/m/${code}${location.search}`);
    const link = inviteLink(location.origin, code);
    const copy = button("Copy link", false, (event) => {
      const target = event.currentTarget as HTMLElement;
      navigator.clipboard?.writeText(link).then(
        () => target.replaceChildren("Copied"),
        () => target.replaceChildren(link),
      );
    });
    this.#invite.replaceChildren(element("span", {}, "Code"), element("b", { id: "code" }, code), copy);
    this.#invite.hidden = false;
  }

  async #leave(): Promise<void> {
    await this.#match.leave();
    this.#close();
  }

  #close(): void {
    if (!this.#view) return;
    this.#view.close();
    this.#view = undefined;
    this.#stopListening();
    clearInterval(this.#codeTimer);
    this.#home();
  }
}

function button(text: string, call: boolean, click: (event: Event) => void): HTMLButtonElement {
  return element("button", { class: call ? "button call" : "button", type: "button", click }, text);
}
