import { Scene } from "phaser";
import { type ArenaMatch, drawnAt, ownEntry } from "./arena-match.ts";
import { assistedShot } from "./assisted-shot.ts";
import { BeamsDrawing } from "./beams-drawing.ts";
import { BoltsDrawing } from "./bolts-drawing.ts";
import type { Hands } from "./hands.ts";
import type { Hud } from "./hud.ts";
import { MapDrawing } from "./map-drawing.ts";
import { OwnShots } from "./own-shots.ts";
import { PALETTE } from "./palette.ts";
import { PickupsDrawing } from "./pickups-drawing.ts";
import { PlayersDrawing } from "./players-drawing.ts";
import { Sparks } from "./sparks.ts";
import { makeTextures } from "./textures.ts";
import { cameraCentre, zoomFor } from "./viewport.ts";

/** What one frame is made of, in the order of `update`: inputs and prediction first, then the drawing. */
export class ArenaScene extends Scene {
  readonly #match: ArenaMatch;
  readonly #shots = new OwnShots();
  hands: Hands | undefined;
  hud: Hud | undefined;
  #map!: MapDrawing;
  #pickups!: PickupsDrawing;
  #bolts!: BoltsDrawing;
  #players!: PlayersDrawing;
  #beams!: BeamsDrawing;
  #sparks!: Sparks;
  #focus = { x: 0, y: 0 };

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
    this.#players = new PlayersDrawing(this, this.#sparks);
    this.#beams = new BeamsDrawing(this, this.#sparks);
  }

  override update(nowMs: number, elapsedMs: number): void {
    const match = this.#match;
    const controls = this.hands?.controls;
    // The first frames may come before the first state.
    if (!controls || !match.state?.players) return;
    controls.turn();
    match.frame(nowMs, (input) => controls.sample(input));
    const shot = this.#shots.next(match.predicted, match.state.map, nowMs, (aim, weapon) =>
      controls.assisted ? assistedShot(match, aim, weapon) : aim,
    );
    if (shot?.weapon === "bolt") this.#bolts.fired(shot);
    if (shot?.weapon === "beam") this.#beams.fired(match, shot);
    this.#map.show(match.state.map);
    const zoom = this.#look();
    this.#pickups.draw(match);
    this.#bolts.draw(match, nowMs);
    this.#players.draw(match, controls.aim, elapsedMs, zoom);
    this.#beams.draw(match, elapsedMs);
    this.#sparks.draw(elapsedMs);
    this.hud?.update(nowMs);
    this.hands?.update(nowMs);
  }

  /** Our own ship on the screen, in CSS pixels. */
  get centreOnScreen(): { x: number; y: number } {
    const view = this.cameras.main;
    const own = ownEntry(this.#match);
    const at = own ? drawnAt(this.#match, own) : this.#focus;
    const canvas = this.game.canvas;
    const scale = canvas.clientWidth / Math.max(1, canvas.width);
    return { x: ((at.x - this.#focus.x) * view.zoom + view.width / 2) * scale, y: ((at.y - this.#focus.y) * view.zoom + view.height / 2) * scale };
  }

  #look(): number {
    const view = this.cameras.main;
    const zoom = zoomFor(view.width, view.height);
    const own = ownEntry(this.#match);
    const at = own ? drawnAt(this.#match, own) : { x: this.#map.width / 2, y: this.#map.height / 2 };
    this.#focus = { x: cameraCentre(at.x, this.#map.width, view.width / zoom), y: cameraCentre(at.y, this.#map.height, view.height / zoom) };
    view.setZoom(zoom).centerOn(this.#focus.x, this.#focus.y);
    return zoom;
  }
}
