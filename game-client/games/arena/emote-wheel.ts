import { EMOTES } from "../../../rooms/arena/rules.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { EMOTE_NAMES, paintEmote } from "./emote-signs.ts";
import { onPalette } from "./palette.ts";

/** Of a turn: the aim must move this far before letting the key go chooses. */
const MOVED_RAD = 0.35;
const SIGN_PX = 48;

/**
 * Eight signs around the middle. Hold the key, point, let go; or tap it and press 1 to 8, click or touch. The match goes on
 * under the wheel: it takes nothing but these keys.
 */
export class EmoteWheel {
  readonly root: HTMLElement;
  readonly #send: (sign: number) => void;
  readonly #aim: () => number;
  readonly #buttons: HTMLButtonElement[] = [];
  readonly #stop = new AbortController();
  readonly #stops: (() => void)[] = [];
  #openedAt = 0;
  #pinned = false;

  constructor(send: (sign: number) => void, aim: () => number) {
    this.#send = send;
    this.#aim = aim;
    for (let sign = 1; sign <= EMOTES; sign++) this.#buttons.push(this.#button(sign));
    this.root = element("div", { class: "wheel", role: "group", hidden: true }, ...this.#buttons);
    const label = () => {
      this.root.setAttribute("aria-label", t("match.signs"));
      // What is written on a button is part of its name: who speaks to the machine says what they see.
      for (const [index, button] of this.#buttons.entries()) {
        button.setAttribute("aria-label", `${t(`emote.${EMOTE_NAMES[index] ?? "hello"}`)}, ${index + 1}`);
      }
    };
    label();
    this.#stops.push(
      onText(label),
      onPalette(() => this.#paint()),
    );
    this.#paint();
    window.addEventListener("keydown", (event) => this.#digit(event), { signal: this.#stop.signal, capture: true });
  }

  /** The key for signs went down or up. */
  key(down: boolean): void {
    if (down) {
      if (this.#pinned) this.#hide();
      else this.#show();
    } else if (!this.root.hidden && !this.#pinned) {
      const chosen = this.#pointed();
      if (chosen === undefined) this.#pinned = true;
      else this.#choose(chosen);
    }
  }

  /** Opens or closes it for who has no key. */
  toggle(): void {
    if (this.root.hidden) {
      this.#show();
      this.#pinned = true;
    } else this.#hide();
  }

  update(): void {
    if (this.root.hidden) return;
    const pointed = this.#pinned ? undefined : this.#pointed();
    for (const [index, button] of this.#buttons.entries()) button.classList.toggle("pointed", pointed === index + 1);
  }

  close(): void {
    this.#stop.abort();
    for (const stop of this.#stops) stop();
  }

  /** The sign that the aim points at, once it has moved. */
  #pointed(): number | undefined {
    const aim = this.#aim();
    const moved = Math.abs(Math.atan2(Math.sin(aim - this.#openedAt), Math.cos(aim - this.#openedAt)));
    if (moved < MOVED_RAD) return undefined;
    const share = (aim + Math.PI / 2) / (2 * Math.PI);
    return (((Math.round(share * EMOTES) % EMOTES) + EMOTES) % EMOTES) + 1;
  }

  #choose(sign: number): void {
    this.#hide();
    this.#send(sign);
  }

  #show(): void {
    this.#openedAt = this.#aim();
    this.root.hidden = false;
  }

  #hide(): void {
    this.root.hidden = true;
    this.#pinned = false;
  }

  #digit(event: KeyboardEvent): void {
    if (this.root.hidden) return;
    const sign = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (event.code === "Escape") this.#hide();
    else if (sign && Number(sign) <= EMOTES) this.#choose(Number(sign));
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #button(sign: number): HTMLButtonElement {
    const pixels = Math.ceil(SIGN_PX * Math.max(2, devicePixelRatio));
    const button = element(
      "button",
      { type: "button", click: () => this.#choose(sign) },
      element("canvas", { width: String(pixels), height: String(pixels), "aria-hidden": "true" }),
      element("kbd", {}, String(sign)),
    );
    const angle = ((sign - 1) / EMOTES) * 2 * Math.PI - Math.PI / 2;
    button.style.setProperty("--x", Math.cos(angle).toFixed(3));
    button.style.setProperty("--y", Math.sin(angle).toFixed(3));
    return button;
  }

  #paint(): void {
    for (const [index, button] of this.#buttons.entries()) {
      const canvas = button.querySelector("canvas");
      const g = canvas?.getContext("2d");
      if (!canvas || !g) continue;
      g.resetTransform();
      g.clearRect(0, 0, canvas.width, canvas.height);
      g.translate(canvas.width / 2, canvas.height / 2);
      g.scale(canvas.width / SIGN_PX, canvas.height / SIGN_PX);
      paintEmote(g, index + 1);
    }
  }
}
