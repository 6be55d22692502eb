import type { GameObjects, Scene } from "phaser";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { type ArenaMatch, drawnAt } from "./arena-match.ts";
import { edgePoint, leaderOf, markedPlayers } from "./edge-markers.ts";
import { sideOf } from "./palette.ts";
import { TEXTURE_SCALE } from "./textures.ts";

/** From the edge of the screen, in CSS pixels of a 720 px high one. */
const INSET_PX = 30;
/** Where a name begins above its ship, and what it takes of the screen. */
const NAME_FROM_PX = 34;
const NAME_PX = 24;

/** Markers at the edge for who is out of sight, and the crown of the leader in sight. */
export class EdgeDrawing {
  readonly #scene: Scene;
  readonly #markers: GameObjects.Image[] = [];
  readonly #crown: GameObjects.Image;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#crown = scene.add
      .image(0, 0, "crown")
      .setScale(1 / TEXTURE_SCALE)
      .setDepth(62)
      .setVisible(false);
  }

  draw(match: ArenaMatch, own: ArenaPlayer | undefined, view: { x: number; y: number; width: number; height: number }, zoom: number): void {
    for (const marker of this.#markers) marker.setVisible(false);
    const leader = match.state.phase === "playing" ? leaderOf(match.state) : undefined;
    this.#wear(match, leader, own, zoom);
    if (!own || match.state.phase === "finished") return;
    let used = 0;
    for (const player of markedPlayers(match.state, own)) {
      const at = drawnAt(match, player);
      const point = edgePoint(at.x, at.y, view, INSET_PX);
      if (!point) continue;
      const marker = this.#markers[used] ?? this.#fresh();
      used++;
      marker
        .setTexture(`marker-${sideOf(match.state.mode, player, own.seat)}`)
        .setPosition(point.x, point.y)
        .setRotation(point.angle)
        .setVisible(true);
      if (player === leader) this.#crown.setPosition(point.x, point.y - 18).setVisible(true);
    }
  }

  /** A crown above the leader, ourselves included. */
  #wear(match: ArenaMatch, leader: ArenaPlayer | undefined, own: ArenaPlayer | undefined, zoom: number): void {
    this.#crown.setVisible(leader !== undefined && leader.respawn === 0);
    if (!leader) return;
    const { x, y } = drawnAt(match, leader);
    this.#crown.setPosition(x, y - (leader === own && match.predicted ? 38 : NAME_FROM_PX + NAME_PX / zoom));
  }

  #fresh(): GameObjects.Image {
    const marker = this.#scene.add
      .image(0, 0, "marker-b")
      .setScale(1 / TEXTURE_SCALE)
      .setDepth(62);
    this.#markers.push(marker);
    return marker;
  }
}
