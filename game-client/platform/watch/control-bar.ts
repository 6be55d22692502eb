import "./control-bar.css";
import type { WatchCamera } from "../../games/game-view.ts";
import type { Playback } from "../../net/playback.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { type Icon, icon } from "./icons.ts";
import type { SeatNames } from "./seat-names.ts";
import { cameraText, readCamera } from "./watch-address.ts";
import type { WatchAction } from "./watch-keys.ts";
import { exactTimeAt, timeAt } from "./watch-time.ts";

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

/** Less than this behind the edge is live: what a rewind cannot be told from. */
const LIVE_SECONDS = 1.5;

export interface BarActions {
  act(action: WatchAction): void;
  setSpeed(speed: number): void;
  look(camera: WatchCamera): void;
  open(panel: "moments" | "clip" | "share" | "more", opener: HTMLElement): void;
}

export interface BarOptions {
  readonly playback: Playback;
  readonly names: SeatNames;
  readonly actions: BarActions;
  /** Whether there is a link that could be shared. */
  readonly shares: boolean;
}

/** Everything that is pressed while a match is watched, below its bar of time. */
export class ControlBar {
  readonly root = element("div", { class: "watch-row" });
  readonly #options: BarOptions;
  readonly #play: HTMLButtonElement;
  readonly #time = element("span", { class: "clock" });
  readonly #live: HTMLButtonElement;
  readonly #behind = element("span", { class: "behind" });
  readonly #speed = element("select", { class: "speed", id: "watch-speed" });
  readonly #camera = element("select", { class: "camera", id: "watch-camera" });
  readonly #full: HTMLButtonElement;
  readonly #buttons = new Map<string, { readonly button: HTMLButtonElement; readonly text: () => string }>();
  #playShows: Icon | undefined;
  /** A player may be followed before their name is known. */
  #looks: WatchCamera = { kind: "director" };

  constructor(options: BarOptions) {
    this.#options = options;
    const { actions, shares } = options;
    this.#play = this.#button(
      "play",
      () => this.#playText(),
      "play",
      () => actions.act({ kind: "toggle" }),
    );
    this.#live = element("button", { class: "go-live", type: "button", id: "watch-live", click: () => actions.act({ kind: "live" }) });
    this.#full = this.#button(
      "full",
      () => t(document.fullscreenElement ? "watch.fullscreenEnd" : "watch.fullscreen"),
      "full",
      () => actions.act({ kind: "fullscreen" }),
    );
    this.#full.hidden = !document.fullscreenEnabled;
    this.#speed.addEventListener("change", () => actions.setSpeed(Number(this.#speed.value)));
    this.#camera.addEventListener("change", () => {
      const camera = readCamera(this.#camera.value);
      if (camera) actions.look(camera);
    });
    const back = this.#button(
      "step-back",
      () => t("watch.stepBack"),
      "stepBack",
      () => actions.act({ kind: "step", direction: -1 }),
    );
    const forward = this.#button(
      "step-forward",
      () => t("watch.stepForward"),
      "stepForward",
      () => actions.act({ kind: "step", direction: 1 }),
    );
    const panels = (["moments", "clip", ...(shares ? (["share"] as const) : []), "more"] as const).map((name) => this.#opener(name));
    this.root.append(
      element("div", { class: "group" }, this.#play, back, forward, this.#time, this.#live, this.#behind),
      element("div", { class: "group" }, this.#speed, this.#camera, ...panels, this.#full),
    );
    this.label();
  }

  /** Everything in the language that is shown. */
  label(): void {
    for (const { button, text } of this.#buttons.values()) {
      button.setAttribute("aria-label", text());
      button.title = text();
    }
    this.#speed.setAttribute("aria-label", t("watch.speed"));
    this.#camera.setAttribute("aria-label", t("watch.camera"));
    this.#live.replaceChildren(element("span", { class: "dot", "aria-hidden": "true" }), t("watch.live"));
    this.#speed.replaceChildren(...SPEEDS.map((speed) => element("option", { value: String(speed) }, t("watch.speedOf", { speed }))));
    this.#full.replaceChildren(icon(document.fullscreenElement ? "small" : "full"));
    this.seats();
    this.changed();
  }

  /** Others play, or are named otherwise. */
  seats(): void {
    this.#camera.replaceChildren(
      element("option", { value: "director" }, t("watch.camera.director")),
      element("option", { value: "free" }, t("watch.camera.free")),
      // The name alone is what a narrow place shows.
      element(
        "optgroup",
        { label: t("watch.camera.players") },
        ...this.#options.names.all.map(({ seat, name }) => element("option", { value: `follow-${seat}` }, name)),
      ),
    );
    this.#camera.value = cameraText(this.#looks);
  }

  set camera(camera: WatchCamera) {
    this.#looks = camera;
    this.#camera.value = cameraText(camera);
  }

  /** Says which panel is open. */
  set open(panel: string | undefined) {
    for (const [name, { button }] of this.#buttons)
      if (button.hasAttribute("aria-expanded")) button.setAttribute("aria-expanded", String(name === panel));
  }

  /** Status, speed or range are others. */
  changed(): void {
    const { status, speed, running } = this.#options.playback;
    const shows = status.kind === "ended" ? "again" : moves(status.kind) ? "pause" : "play";
    if (shows !== this.#playShows) {
      this.#playShows = shows;
      this.#play.replaceChildren(icon(shows));
    }
    this.#play.setAttribute("aria-label", this.#playText());
    this.#play.title = this.#playText();
    this.#speed.value = String(speed);
    // The edge of a match that runs comes as fast as it is played.
    this.#speed.disabled = status.kind === "live";
    this.#live.hidden = !running;
    this.frame();
  }

  /** Now and then: what the clock says. */
  frame(): void {
    const { tick, range, tickHz, running, status } = this.#options.playback;
    const paused = status.kind === "paused";
    const at = (paused ? exactTimeAt : timeAt)(tick, range.first, tickHz);
    set(this.#time, running ? at : `${at} / ${timeAt(range.last, range.first, tickHz)}`);
    const behind = (range.last - tick) / tickHz;
    const live = running && (status.kind === "live" || behind < LIVE_SECONDS);
    const pressed = String(live && !paused);
    if (this.#live.dataset.live !== pressed) {
      this.#live.dataset.live = pressed;
      this.#live.title = t(live ? "watch.isLive" : "watch.goLive");
      this.#live.setAttribute("aria-label", `${t("watch.live")}: ${t(live ? "watch.isLive" : "watch.goLive")}`);
    }
    set(this.#behind, running && !live ? t("watch.behind", { time: timeAt(range.last, tick, tickHz) }) : "");
  }

  #playText(): string {
    const { kind } = this.#options.playback.status;
    return t(kind === "ended" ? "watch.again" : moves(kind) ? "watch.pause" : "watch.play");
  }

  #opener(name: "moments" | "clip" | "share" | "more"): HTMLButtonElement {
    const button = this.#button(
      name,
      () => t(`watch.${name}`),
      name,
      () => this.#options.actions.open(name, button),
    );
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "watch-panel");
    return button;
  }

  #button(name: string, text: () => string, shows: Icon, click: () => void): HTMLButtonElement {
    const button = element("button", { class: "tool", type: "button", id: `watch-${name}`, click });
    button.append(icon(shows));
    this.#buttons.set(name, { button, text });
    return button;
  }
}

/** Whether the match goes on as it is watched. */
export function moves(kind: Playback["status"]["kind"]): boolean {
  return kind === "live" || kind === "playing" || kind === "loading";
}

function set(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
