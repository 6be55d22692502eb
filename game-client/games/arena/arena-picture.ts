import type { Scene } from "phaser";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import type { ArenaCamera } from "./arena-camera.ts";
import type { ArenaMatch } from "./arena-match.ts";
import { BeamsDrawing } from "./beams-drawing.ts";
import { BoltsDrawing } from "./bolts-drawing.ts";
import { EdgeDrawing } from "./edge-drawing.ts";
import { EmotesDrawing } from "./emotes-drawing.ts";
import { MapDrawing } from "./map-drawing.ts";
import { MarksDrawing } from "./marks-drawing.ts";
import { type MatchEvent, MatchEvents } from "./match-events.ts";
import type { Shot } from "./own-shots.ts";
import { PALETTE, sideOf } from "./palette.ts";
import { PickupsDrawing } from "./pickups-drawing.ts";
import { type FrameLook, PlayersDrawing } from "./players-drawing.ts";
import { react, recoil } from "./reactions.ts";
import { Sparks } from "./sparks.ts";
import { makeTextures } from "./textures.ts";

/** Everything that is drawn of a match, played or watched. */
export class ArenaPicture {
  readonly #scene: Scene;
  readonly #camera: ArenaCamera;
  readonly #sparks: Sparks;
  readonly #map: MapDrawing;
  readonly #pickups: PickupsDrawing;
  readonly #bolts: BoltsDrawing;
  readonly #players: PlayersDrawing;
  readonly #beams: BeamsDrawing;
  readonly #marks: MarksDrawing;
  readonly #emotes: EmotesDrawing;
  readonly #edge: EdgeDrawing;
  #events = new MatchEvents();

  constructor(scene: Scene, camera: ArenaCamera) {
    this.#scene = scene;
    this.#camera = camera;
    scene.cameras.main.setBackgroundColor(PALETTE.night0);
    makeTextures(scene);
    this.#sparks = new Sparks(scene);
    this.#map = new MapDrawing(scene);
    this.#pickups = new PickupsDrawing(scene);
    this.#bolts = new BoltsDrawing(scene, this.#sparks);
    this.#players = new PlayersDrawing(scene);
    this.#beams = new BeamsDrawing(scene, this.#sparks);
    this.#marks = new MarksDrawing(scene);
    this.#emotes = new EmotesDrawing(scene);
    this.#edge = new EdgeDrawing(scene);
  }

  /** World pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return { width: this.#map.width, height: this.#map.height };
  }

  show(map: string, calm: boolean): void {
    this.#map.show(map);
    this.#sparks.calm = calm;
  }

  /** A shot of ours, before the server knows; `shake` is what is left of the screen's shake, 0 to 1. */
  fired(match: ArenaMatch, own: ArenaPlayer | undefined, shot: Shot, shake: number): void {
    recoil(shot, this.#camera, shake);
    if (shot.weapon === "bolt") this.#bolts.fired(shot, own ? sideOf(match.state.mode, own, own.seat) : "a");
    else this.#beams.fired(match, shot);
  }

  /** What happened since the last frame, once; `shake` as above. */
  happened(match: ArenaMatch, own: ArenaPlayer | undefined, shake: number): readonly MatchEvent[] {
    const events = this.#events.next(match.state);
    const parts = { sparks: this.#sparks, players: this.#players, marks: this.#marks, camera: this.#camera };
    for (const event of events) react(event, match, own, parts, shake);
    return events;
  }

  /** Points the scene's camera where ours looks. */
  look(): void {
    const { x, y, zoom, shakeX, shakeY } = this.#camera;
    this.#scene.cameras.main.setZoom(zoom).centerOn(x + shakeX, y + shakeY);
  }

  /** `aim` is our hand's, in radians; undefined where nobody plays here. */
  draw(match: ArenaMatch, own: ArenaPlayer | undefined, aim: number | undefined, look: FrameLook): void {
    this.#pickups.draw(match, look.calm);
    this.#bolts.draw(match, look.nowMs);
    this.#players.draw(match, own, aim, look);
    this.#beams.draw(match, look.elapsedMs);
    this.#marks.draw(look.elapsedMs, look.calm);
    this.#emotes.draw(match, look.calm);
    this.#sparks.draw(look.elapsedMs);
    const { width, height } = this.#scene.cameras.main;
    this.#edge.draw(match, own, { x: this.#camera.x, y: this.#camera.y, width: width / look.zoom, height: height / look.zoom }, look.zoom);
  }

  /** What comes next does not follow from what was drawn: nothing of it happened just now. */
  forget(): void {
    this.#events = new MatchEvents();
    this.#bolts.forget();
    this.#beams.forget();
  }

  /** A place in the world on the screen, in CSS pixels. */
  onScreen(at: { readonly x: number; readonly y: number }): { x: number; y: number } {
    const view = this.#scene.cameras.main;
    const { canvas } = this.#scene.game;
    const scale = canvas.clientWidth / Math.max(1, canvas.width);
    return {
      x: ((at.x - this.#camera.x) * view.zoom + view.width / 2) * scale,
      y: ((at.y - this.#camera.y) * view.zoom + view.height / 2) * scale,
    };
  }
}
