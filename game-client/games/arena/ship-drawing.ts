import { BlendModes, type GameObjects, type Scene } from "phaser";
import { DASH_TICKS, MAX_HEALTH, MAX_SPEED, TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { PALETTE, type Side } from "./palette.ts";
import { TEXTURE_SCALE } from "./textures.ts";

const FLASH_MS = 140;
const NAME_PX = 13;
const HEALTH_BAR_PX = 32;
/** Below this speed, in world pixels a second, nothing trails. */
const TRAIL_FROM = 120;
const WALK = (MAX_SPEED / UNITS) * TICK_HZ;

/** What one ship looks like in one frame. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly mine: boolean;
  readonly calm: boolean;
  readonly zoom: number;
  readonly nowMs: number;
  readonly elapsedMs: number;
}

/** One player's ship with everything that hangs on it. */
export class ShipDrawing {
  readonly side: Side;
  readonly #body: GameObjects.Image;
  readonly #flash: GameObjects.Image;
  readonly #light: GameObjects.Image;
  readonly #aura: GameObjects.Image;
  readonly #trail: GameObjects.Image;
  readonly #shield: GameObjects.Image;
  readonly #protection: GameObjects.Image;
  readonly #name: GameObjects.Text;
  readonly #health: GameObjects.Graphics;
  #shownHealth = -1;
  #flashMs = 0;
  #from: { x: number; y: number } | undefined;
  #vx = 0;
  #vy = 0;

  constructor(scene: Scene, side: Side) {
    this.side = side;
    const image = (texture: string, depth: number) =>
      scene.add
        .image(0, 0, texture)
        .setScale(1 / TEXTURE_SCALE)
        .setDepth(depth)
        .setVisible(false);
    this.#trail = image(`trail-${side}`, 37).setOrigin(1, 0.5);
    this.#light = image(`light-${side}`, 38).setBlendMode(BlendModes.ADD);
    this.#aura = image("aura", 39).setBlendMode(BlendModes.ADD);
    this.#body = image(`ship-${side}`, 40);
    this.#flash = image(`flash-${side}`, 41);
    this.#shield = image("shield", 42);
    this.#protection = image("protection", 43);
    this.#name = scene.add.text(0, 0, "", NAME_STYLE).setOrigin(0.5, 1).setDepth(60);
    this.#health = scene.add.graphics().setDepth(60);
  }

  /** World pixels a second, as it is drawn. */
  get speed(): number {
    return Math.hypot(this.#vx, this.#vy);
  }

  flash(): void {
    this.#flashMs = FLASH_MS;
  }

  draw(player: ArenaPlayer, pose: Pose): void {
    const { x, y, angle, calm, nowMs, mine } = pose;
    const visible = player.respawn === 0;
    this.#measure(pose, visible);
    this.#flashMs = Math.max(0, this.#flashMs - pose.elapsedMs);
    const beat = calm ? 0 : Math.sin(nowMs / 70);
    const dashing = player.dash / DASH_TICKS;
    this.#body
      .setPosition(x, y)
      .setRotation(angle)
      .setVisible(visible)
      .setAlpha(player.protection > 0 ? 0.75 : 1);
    this.#flash
      .setPosition(x, y)
      .setRotation(angle)
      .setVisible(visible && this.#flashMs > 0)
      .setAlpha(this.#flashMs / FLASH_MS);
    this.#light
      .setPosition(x, y)
      .setVisible(visible)
      .setScale((1 + dashing * 0.5) / TEXTURE_SCALE)
      .setAlpha(0.55 + dashing * 0.45);
    this.#aura
      .setPosition(x, y)
      .setVisible(visible && player.overcharge > 0)
      .setScale((1.05 + 0.12 * beat) / TEXTURE_SCALE);
    this.#shield
      .setPosition(x, y)
      .setVisible(visible && player.shield > 0)
      .setRotation(calm ? 0 : nowMs / 3000)
      .setAlpha(0.35 + player.shield / 80);
    this.#protection
      .setPosition(x, y)
      .setVisible(visible && player.protection > 0)
      .setRotation(calm ? 0 : nowMs / 900)
      .setAlpha(0.65 + 0.3 * beat);
    this.#drawTrail(x, y, visible && !calm);
    this.#label(player, pose, visible && !mine);
  }

  destroy(): void {
    for (const part of [this.#body, this.#flash, this.#light, this.#aura, this.#trail, this.#shield, this.#protection, this.#name, this.#health])
      part.destroy();
  }

  #measure({ x, y, elapsedMs }: Pose, visible: boolean): void {
    const from = visible ? this.#from : undefined;
    if (from && elapsedMs > 0) {
      const share = Math.min(1, elapsedMs / 50);
      this.#vx += (((x - from.x) * 1000) / elapsedMs - this.#vx) * share;
      this.#vy += (((y - from.y) * 1000) / elapsedMs - this.#vy) * share;
    } else {
      this.#vx = 0;
      this.#vy = 0;
    }
    this.#from = visible ? { x, y } : undefined;
  }

  #drawTrail(x: number, y: number, visible: boolean): void {
    const { speed } = this;
    this.#trail.setVisible(visible && speed > TRAIL_FROM);
    if (!this.#trail.visible) return;
    const length = Math.min(1.6, (speed - TRAIL_FROM) / WALK);
    this.#trail
      .setPosition(x, y)
      .setRotation(Math.atan2(this.#vy, this.#vx))
      .setScale(length / TEXTURE_SCALE, 1 / TEXTURE_SCALE)
      .setAlpha(Math.min(1, 0.3 + length / 2));
  }

  #label(player: ArenaPlayer, { x, y, zoom }: Pose, visible: boolean): void {
    this.#name
      .setVisible(visible)
      .setPosition(x, y - 31)
      .setScale(1 / zoom);
    if (this.#name.text !== player.name) this.#name.setText(player.name);
    // As sharp as the screen, and not tiny on a large one.
    const fontPx = Math.round(NAME_PX * Math.max(Math.min(devicePixelRatio, 2), zoom * 0.75));
    if (this.#name.style.fontSize !== `${fontPx}px`) this.#name.setFontSize(fontPx);
    this.#health.setVisible(visible && player.health < MAX_HEALTH).setPosition(x, y - 26);
    if (player.health === this.#shownHealth) return;
    this.#shownHealth = player.health;
    const share = player.health / MAX_HEALTH;
    this.#health
      .clear()
      .fillStyle(0x05061a, 0.8)
      .fillRect(-HEALTH_BAR_PX / 2 - 1, -3, HEALTH_BAR_PX + 2, 6)
      .fillStyle(0xfff4dc, 1)
      .fillRect(-HEALTH_BAR_PX / 2, -2, HEALTH_BAR_PX * share, 4);
  }
}

const NAME_STYLE = {
  fontFamily: '"Archivo Variable", system-ui, sans-serif',
  fontStyle: "600",
  color: PALETTE.sand1,
  stroke: PALETTE.night0,
  strokeThickness: 3,
};
