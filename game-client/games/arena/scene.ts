import { Scene } from "phaser";
import { TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { motionReduced } from "../../settings/motion.ts";
import { settings } from "../../settings/settings.ts";
import { ArenaCamera, LEAD_PX, type Sides, type Subject } from "./arena-camera.ts";
import { drawnAt, ownEntry, type PlayedArena } from "./arena-match.ts";
import { ArenaPicture } from "./arena-picture.ts";
import { assistedShot } from "./assisted-shot.ts";
import type { Controls } from "./controls.ts";
import type { FreePlace } from "./free-place.ts";
import type { Hands } from "./hands.ts";
import type { Hud } from "./hud.ts";
import { OwnShots } from "./own-shots.ts";
import { watchedBy } from "./watched.ts";

/** What one frame is made of, in the order of `update`: inputs and prediction first, then the drawing. */
export class ArenaScene extends Scene {
  readonly #match: PlayedArena;
  readonly #shots = new OwnShots();
  readonly #camera = new ArenaCamera();
  hands: Hands | undefined;
  hud: Hud | undefined;
  /** What of the screen is covered, in CSS pixels. */
  free: FreePlace | undefined;
  #picture!: ArenaPicture;

  constructor(match: PlayedArena) {
    super("arena");
    this.#match = match;
  }

  create(): void {
    this.#picture = new ArenaPicture(this, this.#camera);
  }

  override update(nowMs: number, elapsedMs: number): void {
    const match = this.#match;
    const controls = this.hands?.controls;
    // The first frames may come before the first state.
    if (!controls || !match.state?.players) return;
    controls.turn();
    match.frame(
      nowMs,
      (input) => controls.sample(input),
      (input) => controls.peek(input),
    );
    const own = ownEntry(match);
    const calm = motionReduced();
    const shake = calm ? 0 : settings.get("shake");
    this.#picture.show(match.state.map, calm);
    this.#fire(own, controls, nowMs, shake);
    const events = this.#picture.happened(match, own, shake);
    this.#look(own, controls, elapsedMs, calm);
    this.#picture.draw(match, own, controls.aim, { nowMs, elapsedMs, zoom: this.#camera.zoom, calm });
    this.hud?.update(nowMs, events);
    this.hands?.update(nowMs);
  }

  /** Our own ship on the screen, in CSS pixels. */
  get centreOnScreen(): { x: number; y: number } {
    const own = ownEntry(this.#match);
    return this.#picture.onScreen(own ? drawnAt(this.#match, own) : this.#camera);
  }

  #fire(own: ArenaPlayer | undefined, controls: Controls, nowMs: number, shake: number): void {
    const match = this.#match;
    const { predicted, state } = match;
    const shot = this.#shots.next(predicted, state.map, nowMs, (aim, weapon) => (controls.assisted ? assistedShot(match, aim, weapon) : aim));
    if (shot) this.#picture.fired(match, own, shot, shake);
  }

  #look(own: ArenaPlayer | undefined, controls: Controls, elapsedMs: number, calm: boolean): void {
    const view = this.cameras.main;
    const { width, height } = this.#picture.size;
    const frame = { width: view.width, height: view.height, mapWidth: width, mapHeight: height, taken: this.#taken() };
    this.#camera.follow(this.#subject(own, controls), frame, elapsedMs, calm);
    this.#picture.look();
  }

  /** In pixels of the picture. */
  #taken(): Sides {
    const { canvas } = this.game;
    const scale = canvas.width / Math.max(1, canvas.clientWidth);
    const { left = 0, top = 0, right = 0, bottom = 0 } = this.free?.sides ?? {};
    return { left: left * scale, top: top * scale, right: right * scale, bottom: bottom * scale };
  }

  /** Ourselves; while we are down, who got us. */
  #subject(own: ArenaPlayer | undefined, controls: Controls): Subject {
    const match = this.#match;
    const watched = watchedBy(own, match.state);
    const { width, height } = this.#picture.size;
    if (!watched) return { x: width / 2, y: height / 2, vx: 0, vy: 0, aim: 0, leadPx: 0, id: -1 };
    const mine = watched === own;
    const perSecond = (field: "vx" | "vy") => (Number((mine ? match.predicted?.[field] : undefined) ?? watched[field]) * TICK_HZ) / UNITS;
    const leadPx = mine ? (controls.device === "touch" ? LEAD_PX.touch : LEAD_PX.pointer) : 0;
    return { ...drawnAt(match, watched), vx: perSecond("vx"), vy: perSecond("vy"), aim: controls.aim, leadPx, id: watched.seat };
  }
}
