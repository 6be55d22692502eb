import type { GameObjects, Scene } from "phaser";
import { isShown } from "../../../rooms/arena/emotes.ts";
import { EMOTE_TICKS, EMOTES } from "../../../rooms/arena/rules.ts";
import { type ArenaMatch, drawnAt } from "./arena-match.ts";
import { TEXTURE_SCALE } from "./textures.ts";

/** Ticks in which a sign comes, and goes. */
const EASE_TICKS = 5;

/** The signs that players show above themselves. */
export class EmotesDrawing {
  readonly #scene: Scene;
  readonly #images = new Map<string, GameObjects.Image>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  draw(match: ArenaMatch, calm: boolean): void {
    const { players, tick } = match.state;
    players.forEach((player, key) => {
      const shown = isShown(player, tick) && player.respawn === 0 && player.emote <= EMOTES;
      const known = this.#images.get(key);
      if (!shown) {
        known?.setVisible(false);
        return;
      }
      const image = known ?? this.#scene.add.image(0, 0, "emote-1").setDepth(61);
      this.#images.set(key, image);
      const { x, y } = drawnAt(match, player);
      const age = tick - player.emoteTick;
      const share = Math.min(1, (age + 1) / EASE_TICKS, (EMOTE_TICKS - age) / EASE_TICKS);
      image
        .setTexture(`emote-${player.emote}`)
        .setPosition(x, y - 66)
        .setScale((calm ? 1 : share) / TEXTURE_SCALE)
        .setAlpha(share)
        .setVisible(true);
    });
    for (const [key, image] of this.#images) if (!players.has(key)) image.setVisible(false);
  }
}
