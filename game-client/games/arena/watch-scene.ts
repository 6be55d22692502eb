import { Scene } from "phaser";
import { motionReduced } from "../../settings/motion.ts";
import type { WatchCamera } from "../game-view.ts";
import { ownEntry, type WatchedArena } from "./arena-match.ts";
import { ArenaPicture } from "./arena-picture.ts";
import type { View } from "./free-camera.ts";
import type { MatchEvent } from "./match-events.ts";
import { WatchEye } from "./watch-eye.ts";

/** What is shown beside the picture, told once a frame. */
export interface WatchBeside {
  /** Where keys and sticks steer. */
  steer(elapsedMs: number): { readonly x: number; readonly y: number };
  update(nowMs: number, events: readonly MatchEvent[]): void;
  /** What comes next does not follow from what was. */
  forget(): void;
}

/** Faster than real time by more, effects would end before they are seen. */
const FASTEST_EFFECTS = 2;

/** One frame of a match that is watched: time first, then the picture. */
export class WatchScene extends Scene {
  readonly eye: WatchEye;
  beside: WatchBeside | undefined;
  /** What the page's own controls cover, from below, in CSS pixels. */
  covered: () => number = () => 0;
  readonly #match: WatchedArena;
  readonly #cameraChanged: (camera: WatchCamera) => void;
  #picture: ArenaPicture | undefined;
  #breaks = 0;
  #tick = 0;

  constructor(match: WatchedArena, cameraChanged: (camera: WatchCamera) => void) {
    super("arena-watched");
    this.#match = match;
    this.#cameraChanged = cameraChanged;
    this.eye = new WatchEye(match);
  }

  create(): void {
    this.#picture = new ArenaPicture(this, this.eye);
  }

  override update(nowMs: number, elapsedMs: number): void {
    const match = this.#match;
    const picture = this.#picture;
    match.frame(nowMs);
    if (!picture || !match.ready || !match.state.players) return;
    if (match.breaks !== this.#breaks) this.#forget(picture);
    // Sparks stand still where time does.
    const passedMs = Math.min(FASTEST_EFFECTS * elapsedMs, (Math.max(0, match.tick - this.#tick) * 1000) / match.tickHz);
    this.#tick = match.tick;
    const calm = motionReduced();
    const own = ownEntry(match);
    picture.show(match.state.map, calm);
    const events = picture.happened(match, own, 0);
    const steer = this.beside?.steer(elapsedMs) ?? { x: 0, y: 0 };
    this.eye.frame(this.view, nowMs, elapsedMs, calm, steer);
    picture.look();
    picture.draw(match, own, undefined, { nowMs, elapsedMs: passedMs, zoom: this.eye.zoom, calm });
    this.beside?.update(nowMs, events);
  }

  look(camera: WatchCamera): void {
    const { camera: now } = this.eye;
    if (camera.kind === now.kind && (camera.kind !== "follow" || (now.kind === "follow" && camera.seat === now.seat))) return;
    this.eye.use(camera, this.view);
    this.#cameraChanged(camera);
  }

  get view(): View {
    const { width, height } = this.cameras.main;
    const size = this.#picture?.size;
    return { width, height, mapWidth: size?.width ?? width, mapHeight: size?.height ?? height, covered: this.covered() * this.density };
  }

  /** Device pixels for one CSS pixel. */
  get density(): number {
    const { canvas } = this.game;
    return canvas.width / Math.max(1, canvas.clientWidth);
  }

  #forget(picture: ArenaPicture): void {
    this.#breaks = this.#match.breaks;
    this.#tick = this.#match.tick;
    picture.forget();
    this.eye.forget();
    this.beside?.forget();
  }
}
