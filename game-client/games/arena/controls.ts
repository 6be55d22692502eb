import type { ArenaInput } from "../../../rooms/arena/world.ts";
import { settings } from "../../settings/settings.ts";
import { type Action, type Device, isShown, type ShownAction } from "./actions.ts";
import { aimOf, aimsByKeys, firesByAim, moveOf, stickMove, turnByKeys, type Vector } from "./control-mapping.ts";
import { Gamepads } from "./gamepads.ts";
import { actionsByPress } from "./input-bindings.ts";
import { Keyboard } from "./keyboard.ts";
import { Mouse } from "./mouse.ts";
import { Touch } from "./touch.ts";

/** A mouse that did not move for this long is not in a hand. */
const IDLE_POINTER_MS = 1000;
/** Without a mouse the aim stays for this long after it was turned, then it goes where we go. */
const AIM_STAYS_MS = 1500;
/** A sign or a dash goes out with this many inputs, of which the rules take one: of a burst the server drops the oldest. */
const SURE_INPUTS = 3;

/** What whoever shows the match hears of the hands. */
export interface ControlsListener {
  /** Whether the match is on: after its end the keys for the focus are the page's. */
  played(): boolean;
  /** A key that is not for the ship went down or up. */
  toggled(action: ShownAction, on: boolean): void;
  /** Another device is used from now on. */
  device(device: Device): void;
  /** A gamepad came, or went; in use or not. */
  pad(there: boolean, inUse: boolean): void;
}

/** Keyboard, mouse, gamepad and touch, read once for each input that is sent; whatever is used last holds the aim. */
export class Controls {
  /** Where we aim, in radians. */
  aim = 0;
  device: Device = matchMedia("(pointer: coarse)").matches ? "touch" : "mouse";
  readonly #keys: Keyboard;
  readonly #mouse: Mouse;
  readonly #pads: Gamepads;
  readonly #touch: Touch;
  readonly #stop = new AbortController();
  readonly #stopBindings: () => void;
  readonly #centre: () => Vector;
  readonly #listener: ControlsListener;
  readonly #overlay: HTMLElement;
  #actions = actionsByPress(settings.get("bindings"));
  #aimedAtMs = Number.NEGATIVE_INFINITY;
  #turnedAtMs: number | undefined;
  #emote = 0;
  #emoteInputs = 0;
  #dashInputs = 0;

  /** `centre` says where our own ship is on the screen. */
  constructor(surface: HTMLElement, overlay: HTMLElement, centre: () => Vector, listener: ControlsListener) {
    const { signal } = this.#stop;
    this.#centre = centre;
    this.#listener = listener;
    this.#overlay = overlay;
    const ofKey = (code: string) => this.#actions.keys.get(code);
    const show = (action: Action, on: boolean) => {
      if (isShown(action)) listener.toggled(action, on);
    };
    this.#keys = new Keyboard(ofKey, (action, on) => this.#key(action, on), listener.played, signal);
    this.#mouse = new Mouse(surface, ofKey, show, () => this.#use("mouse"), signal);
    this.#pads = new Gamepads(
      (button) => this.#actions.buttons.get(button),
      show,
      (there, inUse) => listener.pad(there, inUse),
      signal,
    );
    this.#touch = new Touch(surface, overlay, () => this.#use("touch"), signal);
    this.#stopBindings = settings.on("bindings", (bindings) => {
      this.#actions = actionsByPress(bindings);
    });
    overlay.dataset.device = this.device;
  }

  /** Shows a sign to everybody; the rules take one in two seconds. */
  emote(sign: number): void {
    this.#emote = sign;
    this.#emoteInputs = SURE_INPUTS;
  }

  /** Whether the rules are asked to help: with every device but the mouse. */
  get assisted(): boolean {
    return this.device !== "mouse" && settings.get("aimAssist");
  }

  /** Reads the devices that do not tell by themselves, and turns the aim. Once a frame. */
  turn(): void {
    const nowMs = performance.now();
    const elapsedMs = Math.min(100, nowMs - (this.#turnedAtMs ?? nowMs));
    this.#turnedAtMs = nowMs;
    if (this.#pads.poll()) this.#use("pad");
    this.#touch.draw();
    const aimed = this.#aimed(elapsedMs);
    if (aimed !== undefined) {
      this.aim = aimed;
      this.#aimedAtMs = nowMs;
    } else if (nowMs - this.#aimedAtMs > AIM_STAYS_MS) {
      const { x, y } = this.#move();
      if (x !== 0 || y !== 0) this.aim = Math.atan2(y, x);
    }
  }

  /** Where the hands steer now, for the picture: nothing is taken note of, and what a press sets off waits for its input. */
  peek(input: ArenaInput): void {
    const { x, y } = this.#move();
    input.moveX = x;
    input.moveY = y;
    input.aim = aimOf(this.aim);
  }

  /** Writes what the hands do into `input`. */
  sample(input: ArenaInput): void {
    const { x, y } = this.#move();
    input.moveX = x;
    input.moveY = y;
    input.aim = aimOf(this.aim);
    input.bolt = this.#active("bolt") || firesByAim(this.#keys.presses) || this.#touch.sticks.aim?.firing === true;
    input.beam = this.#active("beam");
    if (this.#active("dash")) this.#dashInputs = SURE_INPUTS;
    input.dash = this.#dashInputs > 0;
    if (this.#dashInputs > 0) this.#dashInputs--;
    input.assist = this.assisted;
    input.emote = this.#emoteInputs > 0 ? this.#emote : 0;
    if (this.#emoteInputs > 0) this.#emoteInputs--;
    for (const { presses } of this.#all) presses.settle();
  }

  close(): void {
    this.#stop.abort();
    this.#stopBindings();
    this.#touch.close();
  }

  get #all() {
    return [this.#keys, this.#mouse, this.#pads, this.#touch];
  }

  /** Where the device in use points, if it does. */
  #aimed(elapsedMs: number): number | undefined {
    if (this.device === "touch") return this.#touch.sticks.aim?.angle;
    if (this.device === "pad") return this.#pads.reading.aim;
    if (this.device === "keys") return aimsByKeys(this.#keys.presses) ? turnByKeys(this.aim, this.#keys.presses, elapsedMs) : undefined;
    const { at } = this.#mouse;
    if (!at) return undefined;
    const centre = this.#centre();
    return Math.atan2(at.y - centre.y, at.x - centre.x);
  }

  #move(): Vector {
    const thumb = this.#touch.sticks.move;
    if (thumb) return stickMove(thumb.x, thumb.y);
    const { move } = this.#pads.reading;
    return move.x !== 0 || move.y !== 0
      ? stickMove(move.x, move.y)
      : moveOf({ has: (action) => this.#all.some(({ presses }) => presses.has(action)) });
  }

  #active(action: Action): boolean {
    return this.#all.some(({ presses }) => presses.active(action));
  }

  #key(action: Action, on: boolean): void {
    if (isShown(action)) this.#listener.toggled(action, on);
    if (isShown(action) || !on) return;
    const aims = action.startsWith("aim") || action.startsWith("turn");
    const shoots = action === "bolt" || action === "beam";
    const restingMouse = performance.now() - this.#mouse.movedAtMs > IDLE_POINTER_MS;
    // Who walks by keys may well aim by the mouse; who aims by keys, or shoots by them with the mouse at rest, does not.
    if (this.device !== "mouse" || aims || (shoots && restingMouse)) this.#use("keys");
  }

  #use(device: Device): void {
    if (device === this.device) return;
    this.device = device;
    this.#aimedAtMs = Number.NEGATIVE_INFINITY;
    this.#overlay.dataset.device = device;
    this.#listener.device(device);
  }
}
