import { TICK_HZ, UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import type { WatchCamera } from "../game-view.ts";
import { ArenaCamera, type Subject } from "./arena-camera.ts";
import { drawnAt, entries, type WatchedArena } from "./arena-match.ts";
import { Director } from "./director.ts";
import { FreeCamera, type View } from "./free-camera.ts";
import { cameraCentre } from "./viewport.ts";

/** How far ahead of who is followed we look. */
const LEAD_PX = 60;
/** Of the way from who is looked at to who is fought, so that both are seen; and how much more is seen then. */
const PARTNER_SHARE = 0.4;
const MOST_WIDE = 0.35;
/** Of the way to where a fight is framed, each millisecond. */
const FRAME_PER_MS = 0.0025;
/** Further away is a cut: a glide would be a blur. */
const CUT_PX = 650;
/** A tap this near to a ship means it. */
const TAP_PX = 48;

/** Looks at a match that is watched: by a director, with a player, or as the viewer's hands will. */
export class WatchEye extends ArenaCamera {
  camera: WatchCamera = { kind: "director" };
  readonly #match: WatchedArena;
  readonly #director = new Director();
  readonly #free = new FreeCamera();
  #offset = { x: 0, y: 0, wide: 0 };
  #cut = true;

  constructor(match: WatchedArena) {
    super();
    this.#match = match;
  }

  use(camera: WatchCamera, view: View): void {
    if (camera.kind === "free" && this.camera.kind !== "free") this.#free.from(this, view);
    this.camera = camera;
    this.#match.follow(camera.kind === "follow" ? camera.seat : null);
  }

  /** What is seen next does not follow from what was seen. */
  forget(): void {
    this.#director.forget();
    this.#cut = true;
  }

  drag(dx: number, dy: number, view: View): void {
    this.#free.drag(dx, dy, view);
  }

  zoomAt(by: number, x: number, y: number, view: View): void {
    this.#free.zoomAt(by, x, y, view);
  }

  /** `calm` leaves out what moves only for show; `steer` is where keys push. */
  frame(view: View, nowMs: number, elapsedMs: number, calm: boolean, steer: { readonly x: number; readonly y: number }): void {
    if (this.camera.kind === "free") {
      this.#free.steer(steer.x, steer.y, elapsedMs, view);
      Object.assign(this, { x: this.#free.x, y: this.#free.y, zoom: this.#free.zoom(view), shakeX: 0, shakeY: 0 });
      return;
    }
    const { state } = this.#match;
    const shot =
      this.camera.kind === "follow" ? { seat: this.camera.seat, partner: undefined } : this.#director.next(state, this.#match.moments, nowMs, calm);
    const player = shot && state.players.get(String(shot.seat));
    const subject = player ? this.#subject(player, this.camera.kind === "follow") : middle(view);
    this.#reach(player, shot?.partner, subject, elapsedMs);
    const { x, y, wide } = this.#offset;
    // In the middle of what the controls leave free.
    const under = view.covered / this.zoom;
    const framed = { ...subject, x: subject.x + x, y: subject.y + y + under / 2 };
    const far = Math.hypot(framed.x - this.x, framed.y - this.y) > CUT_PX;
    const frame = { ...view, width: view.width / (1 + wide), height: view.height / (1 + wide), mapHeight: view.mapHeight + under };
    this.follow(framed, frame, elapsedMs, calm || far || this.#cut);
    this.x = cameraCentre(this.x, view.mapWidth, view.width / this.zoom);
    this.y = cameraCentre(this.y, view.mapHeight + under, view.height / this.zoom);
    this.#cut = false;
  }

  /** The seat after that of who is looked at now, in seat order, round and round; undefined where nobody is there. */
  beside(direction: 1 | -1): number | undefined {
    const seats = entries(this.#match.state.players)
      .map(([, { seat }]) => seat)
      .sort((a, b) => a - b);
    const now = this.camera.kind === "follow" ? seats.indexOf(this.camera.seat) : -1;
    if (now < 0) return this.#lookedAt ?? seats[0];
    return seats[(now + direction + seats.length) % seats.length];
  }

  /** Whose ship is at a place in the world. */
  seatAt(x: number, y: number): number | undefined {
    let nearest = TAP_PX / Math.min(1, this.zoom);
    let seat: number | undefined;
    this.#match.state.players.forEach((player) => {
      if (player.respawn > 0) return;
      const at = drawnAt(this.#match, player);
      const far = Math.hypot(at.x - x, at.y - y);
      if (far > nearest) return;
      nearest = far;
      seat = player.seat;
    });
    return seat;
  }

  #lookedAt: number | undefined;

  #subject(player: ArenaPlayer, followed: boolean): Subject {
    this.#lookedAt = player.seat;
    const perSecond = (units: number) => (units * TICK_HZ) / UNITS;
    const speed = followed ? { vx: perSecond(player.vx), vy: perSecond(player.vy) } : { vx: 0, vy: 0 };
    return { ...drawnAt(this.#match, player), ...speed, aim: (player.aim / 65536) * 2 * Math.PI, leadPx: followed ? LEAD_PX : 0, id: player.seat };
  }

  /** Moves part of the way to the other of a fight. */
  #reach(player: ArenaPlayer | undefined, partner: number | undefined, subject: Subject, elapsedMs: number): void {
    const other = player && partner !== undefined ? this.#match.state.players.get(String(partner)) : undefined;
    const at = other && other.respawn === 0 ? drawnAt(this.#match, other) : undefined;
    const [x, y] = at ? [(at.x - subject.x) * PARTNER_SHARE, (at.y - subject.y) * PARTNER_SHARE] : [0, 0];
    const wide = at ? Math.min(MOST_WIDE, Math.hypot(x, y) / 700) : 0;
    const share = this.#cut ? 1 : 1 - Math.exp(-FRAME_PER_MS * elapsedMs);
    this.#offset.x += (x - this.#offset.x) * share;
    this.#offset.y += (y - this.#offset.y) * share;
    this.#offset.wide += (wide - this.#offset.wide) * share;
  }
}

function middle({ mapWidth, mapHeight }: View): Subject {
  return { x: mapWidth / 2, y: mapHeight / 2, vx: 0, vy: 0, aim: 0, leadPx: 0, id: -1 };
}
