import { Scene } from "phaser";
import { TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { motionReduced } from "../../settings/motion.ts";
import { settings } from "../../settings/settings.ts";
import { ArenaCamera, LEAD_PX, type Subject } from "./arena-camera.ts";
import { type ArenaMatch, drawnAt, ownEntry } from "./arena-match.ts";
import { assistedShot } from "./assisted-shot.ts";
import { BeamsDrawing } from "./beams-drawing.ts";
import { BoltsDrawing } from "./bolts-drawing.ts";
import type { Controls } from "./controls.ts";
import { EdgeDrawing } from "./edge-drawing.ts";
import { EmotesDrawing } from "./emotes-drawing.ts";
import type { Hands } from "./hands.ts";
import type { Hud } from "./hud.ts";
import { MapDrawing } from "./map-drawing.ts";
import { MarksDrawing } from "./marks-drawing.ts";
import { MatchEvents } from "./match-events.ts";
import { OwnShots } from "./own-shots.ts";
import { PALETTE, sideOf } from "./palette.ts";
import { PickupsDrawing } from "./pickups-drawing.ts";
import { PlayersDrawing } from "./players-drawing.ts";
import { react } from "./reactions.ts";
import { Sparks } from "./sparks.ts";
import { makeTextures } from "./textures.ts";
import { watchedBy } from "./watched.ts";

/** What one frame is made of, in the order of `update`: inputs and prediction first, then the drawing. */
export class ArenaScene extends Scene {
  readonly #match: ArenaMatch;
  readonly #shots = new OwnShots();
  readonly #events = new MatchEvents();
  readonly #camera = new ArenaCamera();
  hands: Hands | undefined;
  hud: Hud | undefined;
  #map!: MapDrawing;
  #pickups!: PickupsDrawing;
  #bolts!: BoltsDrawing;
  #players!: PlayersDrawing;
  #beams!: BeamsDrawing;
  #sparks!: Sparks;
  #marks!: MarksDrawing;
  #emotes!: EmotesDrawing;
  #edge!: EdgeDrawing;

  constructor(match: ArenaMatch) {
    super("arena");
    this.#match = match;
  }

  create(): void {
    this.cameras.main.setBackgroundColor(PALETTE.night0);
    makeTextures(this);
    this.#sparks = new Sparks(this);
    this.#map = new MapDrawing(this);
    this.#pickups = new PickupsDrawing(this);
    this.#bolts = new BoltsDrawing(this, this.#sparks);
    this.#players = new PlayersDrawing(this);
    this.#beams = new BeamsDrawing(this, this.#sparks);
    this.#marks = new MarksDrawing(this);
    this.#emotes = new EmotesDrawing(this);
    this.#edge = new EdgeDrawing(this);
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
    this.#sparks.calm = calm;
    this.#map.show(match.state.map);
    this.#fire(own, controls, nowMs);
    const events = this.#events.next(match.state);
    const parts = { sparks: this.#sparks, players: this.#players, marks: this.#marks, camera: this.#camera };
    for (const event of events) react(event, match, own, parts, calm ? 0 : settings.get("shake"));
    this.#look(own, controls, elapsedMs, calm);
    this.#draw(own, controls.aim, { nowMs, elapsedMs, zoom: this.#camera.zoom, calm });
    this.hud?.update(nowMs, events);
    this.hands?.update(nowMs);
  }

  /** Our own ship on the screen, in CSS pixels. */
  get centreOnScreen(): { x: number; y: number } {
    const own = ownEntry(this.#match);
    return this.#onScreen(own ? drawnAt(this.#match, own) : this.#camera);
  }

  #fire(own: ArenaPlayer | undefined, controls: Controls, nowMs: number): void {
    const match = this.#match;
    const { predicted, state } = match;
    const shot = this.#shots.next(predicted, state.map, nowMs, (aim, weapon) => (controls.assisted ? assistedShot(match, aim, weapon) : aim));
    if (!shot) return;
    if (shot.weapon === "bolt") this.#bolts.fired(shot, own ? sideOf(state.mode, own, own.seat) : "a");
    else this.#beams.fired(match, shot);
  }

  #draw(own: ArenaPlayer | undefined, aim: number, look: { nowMs: number; elapsedMs: number; zoom: number; calm: boolean }): void {
    const match = this.#match;
    this.#pickups.draw(match, look.calm);
    this.#bolts.draw(match, look.nowMs);
    this.#players.draw(match, own, aim, look);
    this.#beams.draw(match, look.elapsedMs);
    this.#marks.draw(look.elapsedMs, look.calm);
    this.#emotes.draw(match, look.calm);
    this.#sparks.draw(look.elapsedMs);
    const { width, height } = this.cameras.main;
    this.#edge.draw(match, own, { x: this.#camera.x, y: this.#camera.y, width: width / look.zoom, height: height / look.zoom }, look.zoom);
  }

  #look(own: ArenaPlayer | undefined, controls: Controls, elapsedMs: number, calm: boolean): void {
    const view = this.cameras.main;
    const frame = { width: view.width, height: view.height, mapWidth: this.#map.width, mapHeight: this.#map.height };
    this.#camera.follow(this.#subject(own, controls), frame, elapsedMs, calm);
    const { x, y, zoom, shakeX, shakeY } = this.#camera;
    view.setZoom(zoom).centerOn(x + shakeX, y + shakeY);
  }

  /** Ourselves; while we are down, who got us. */
  #subject(own: ArenaPlayer | undefined, controls: Controls): Subject {
    const match = this.#match;
    const watched = watchedBy(own, match.state);
    if (!watched) return { x: this.#map.width / 2, y: this.#map.height / 2, vx: 0, vy: 0, aim: 0, leadPx: 0, id: -1 };
    const mine = watched === own;
    const perSecond = (field: "vx" | "vy") => (Number((mine ? match.predicted?.[field] : undefined) ?? watched[field]) * TICK_HZ) / UNITS;
    const leadPx = mine ? (controls.device === "touch" ? LEAD_PX.touch : LEAD_PX.pointer) : 0;
    return { ...drawnAt(match, watched), vx: perSecond("vx"), vy: perSecond("vy"), aim: controls.aim, leadPx, id: watched.seat };
  }

  #onScreen(at: { x: number; y: number }): { x: number; y: number } {
    const view = this.cameras.main;
    const canvas = this.game.canvas;
    const scale = canvas.clientWidth / Math.max(1, canvas.width);
    return {
      x: ((at.x - this.#camera.x) * view.zoom + view.width / 2) * scale,
      y: ((at.y - this.#camera.y) * view.zoom + view.height / 2) * scale,
    };
  }
}
