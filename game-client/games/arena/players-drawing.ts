import { BlendModes, type GameObjects, type Scene } from "phaser";
import { DASH_TICKS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { type ArenaMatch, drawnAt, entries, ownEntry } from "./arena-match.ts";
import { PALETTE, type Side, sideOf } from "./palette.ts";
import type { Sparks } from "./sparks.ts";
import { TEXTURE_SCALE } from "./textures.ts";

const FLASH_MS = 140;
const NAME_PX = 13;
/** Of the way to the newest aim, each millisecond: others' aim has no smoothing of its own. */
const TURN_PER_MS = 0.02;

interface Ship {
  side: Side;
  readonly body: GameObjects.Image;
  readonly flash: GameObjects.Image;
  readonly glow: GameObjects.Image;
  readonly shield: GameObjects.Image;
  readonly name: GameObjects.Text;
  readonly health: GameObjects.Rectangle;
  angle: number;
  hitTick: number;
  flashMs: number;
  alive: boolean;
}

/** Everybody's ship. */
export class PlayersDrawing {
  readonly #scene: Scene;
  readonly #sparks: Sparks;
  readonly #ships = new Map<string, Ship>();
  readonly #ring: GameObjects.Image;

  constructor(scene: Scene, sparks: Sparks) {
    this.#scene = scene;
    this.#sparks = sparks;
    this.#ring = scene.add
      .image(0, 0, "ring")
      .setScale(1 / TEXTURE_SCALE)
      .setDepth(45)
      .setVisible(false);
  }

  /** `aim` is ours, in radians: the hand is not to wait for the next step. */
  draw(match: ArenaMatch, aim: number, elapsedMs: number, zoom: number): void {
    const own = ownEntry(match);
    const seen = new Set<string>();
    this.#ring.setVisible(false);
    for (const [key, player] of entries(match.state.players)) {
      seen.add(key);
      const side = sideOf(match.state.mode, player, own?.seat);
      const ship = this.#shipFor(key, side);
      this.#drawOne(match, ship, player, player === own ? aim : undefined, elapsedMs, zoom);
    }
    for (const [key, ship] of this.#ships) if (!seen.has(key)) this.#remove(key, ship);
  }

  #drawOne(match: ArenaMatch, ship: Ship, player: ArenaPlayer, aim: number | undefined, elapsedMs: number, zoom: number): void {
    const { x, y } = drawnAt(match, player);
    const alive = player.respawn === 0;
    if (ship.alive && !alive) this.#sparks.burst(x, y, 18, 260);
    ship.alive = alive;
    if (player.hitTick > ship.hitTick) {
      if (ship.hitTick > 0 && alive) this.#sparks.burst(x, y, 5, 160);
      ship.hitTick = player.hitTick;
      ship.flashMs = FLASH_MS;
    }
    ship.flashMs = Math.max(0, ship.flashMs - elapsedMs);
    ship.angle = aim ?? turned(ship.angle, (player.aim / 65536) * 2 * Math.PI, elapsedMs);
    const visible = alive && match.state.phase !== "waiting" ? true : alive;
    const protectedAlpha = player.protection > 0 ? 0.5 + 0.3 * Math.sin(this.#scene.time.now / 60) : 1;
    const dashing = player.dash > 0 ? player.dash / DASH_TICKS : 0;
    ship.body.setPosition(x, y).setRotation(ship.angle).setVisible(visible).setAlpha(protectedAlpha);
    ship.flash
      .setPosition(x, y)
      .setRotation(ship.angle)
      .setVisible(visible && ship.flashMs > 0)
      .setAlpha(ship.flashMs / FLASH_MS);
    ship.glow
      .setPosition(x, y)
      .setVisible(visible)
      .setScale((1 + dashing * 0.6) / TEXTURE_SCALE)
      .setAlpha(player.overcharge > 0 ? 1 : 0.55 + dashing * 0.45);
    ship.shield
      .setPosition(x, y)
      .setVisible(visible && player.shield > 0)
      .setAlpha(0.35 + player.shield / 80);
    const mine = aim !== undefined;
    if (mine && visible)
      this.#ring
        .setPosition(x, y)
        .setVisible(true)
        .setRotation(this.#scene.time.now / 2400);
    ship.name
      .setVisible(visible && !mine)
      .setPosition(x, y - 30)
      .setScale(1 / zoom);
    if (ship.name.text !== player.name) ship.name.setText(player.name);
    // As sharp as the screen, and not tiny on a large one.
    const fontPx = Math.round(NAME_PX * Math.max(Math.min(devicePixelRatio, 2), zoom * 0.75));
    if (ship.name.style.fontSize !== `${fontPx}px`) ship.name.setFontSize(fontPx);
    ship.health.setVisible(visible && !mine && player.health < 100).setPosition(x - 16, y - 26);
    ship.health.width = (32 * player.health) / 100;
  }

  #shipFor(key: string, side: Side): Ship {
    const known = this.#ships.get(key);
    if (known?.side === side) return known;
    if (known) this.#remove(key, known);
    const image = (texture: string, depth: number) =>
      this.#scene.add
        .image(0, 0, texture)
        .setScale(1 / TEXTURE_SCALE)
        .setDepth(depth)
        .setVisible(false);
    const ship: Ship = {
      side,
      body: image(`ship-${side}`, 40),
      flash: image(`flash-${side}`, 41),
      glow: image(`glow-${side}`, 39).setBlendMode(BlendModes.ADD),
      shield: image("shield", 42),
      name: this.#scene.add.text(0, 0, "", NAME_STYLE).setOrigin(0.5, 1).setDepth(60),
      health: this.#scene.add.rectangle(0, 0, 32, 3, 0xfff4dc).setOrigin(0, 0.5).setDepth(60),
      angle: 0,
      hitTick: 0,
      flashMs: 0,
      alive: false,
    };
    this.#ships.set(key, ship);
    return ship;
  }

  #remove(key: string, ship: Ship): void {
    for (const part of [ship.body, ship.flash, ship.glow, ship.shield, ship.name, ship.health]) part.destroy();
    this.#ships.delete(key);
  }
}

const NAME_STYLE = {
  fontFamily: '"Archivo Variable", system-ui, sans-serif',
  fontStyle: "600",
  color: PALETTE.sand1,
  stroke: PALETTE.night0,
  strokeThickness: 3,
};

/** Towards `wanted` by the shorter way. */
function turned(angle: number, wanted: number, elapsedMs: number): number {
  const way = Math.atan2(Math.sin(wanted - angle), Math.cos(wanted - angle));
  return angle + way * Math.min(1, TURN_PER_MS * elapsedMs);
}
