import { cameraCentre, zoomFor } from "./viewport.ts";

/** What the camera looks at in one frame; world pixels, pixels a second, radians. */
export interface Subject {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  /** Where it aims, and how far ahead that way we look. */
  readonly aim: number;
  readonly leadPx: number;
  /** Another one is another subject: the camera glides there. */
  readonly id: number;
}

/** How far something is from each side. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly mapWidth: number;
  readonly mapHeight: number;
  /** What thumbs and readings take of the picture at its sides: the subject is not to be there. */
  readonly taken?: Sides;
}

/** How far ahead of the ship we look: the eye follows a mouse further than a thumb. */
export const LEAD_PX = { pointer: 84, touch: 36 } as const;

/** Of the way to where the lead should be, each millisecond. */
const LEAD_PER_MS = 0.005;
const ZOOM_PER_MS = 0.004;
/** At a dash we see this much more: bounded, and the same for everybody. */
const WIDEST = 0.06;
const WALK_PX_PER_S = 300;
const DASH_PX_PER_S = 810;
/** From one subject to the next. */
const GLIDE_MS = 420;
const NOTHING: Sides = { left: 0, top: 0, right: 0, bottom: 0 };
const SHAKE_MS = 260;
const MOST_SHAKE_PX = 14;
/** Of a push, each millisecond: felt for a tenth of a second. */
const PUSH_FADES_PER_MS = 0.022;
const MOST_PUSH_PX = 12;
/** How much nearer a full blow takes us, for a moment. */
const BLOW_ZOOM = 0.035;
const BLOW_MS = 220;

/** Follows its subject: ahead of the aim, wider when it is quick, shaken by what hits it, pushed by shots and blows. */
export class ArenaCamera {
  x = 0;
  y = 0;
  zoom = 1;
  /** To add to the picture, never to the aim. */
  shakeX = 0;
  shakeY = 0;
  #lead = { x: 0, y: 0 };
  #wide = 0;
  #id: number | undefined;
  #glide = { x: 0, y: 0, leftMs: 0 };
  #trauma = 0;
  #push = { x: 0, y: 0 };
  #blow = 0;

  /** `strength` is 1 for our own death; `allowed` is what the person lets us shake. */
  shake(strength: number, allowed: number): void {
    this.#trauma = Math.min(1, this.#trauma + strength * allowed);
  }

  /** Pushes the picture by world pixels, the way of `angle`: the recoil of a shot, the blow of a hit. */
  push(angle: number, px: number, allowed: number): void {
    const x = this.#push.x + Math.cos(angle) * px * allowed;
    const y = this.#push.y + Math.sin(angle) * px * allowed;
    const far = Math.max(1, Math.hypot(x, y) / MOST_PUSH_PX);
    this.#push = { x: x / far, y: y / far };
  }

  /** A blow of ours that told: 1 is the strongest. */
  blow(strength: number, allowed: number): void {
    this.#blow = Math.max(this.#blow, strength * allowed);
  }

  /** `calm` leaves out what moves only for show. */
  follow(subject: Subject, frame: Frame, elapsedMs: number, calm: boolean): void {
    const share = (perMs: number) => (this.#id === undefined ? 1 : 1 - Math.exp(-perMs * elapsedMs));
    this.#lead.x += (Math.cos(subject.aim) * subject.leadPx - this.#lead.x) * share(LEAD_PER_MS);
    this.#lead.y += (Math.sin(subject.aim) * subject.leadPx - this.#lead.y) * share(LEAD_PER_MS);
    const fast = (Math.hypot(subject.vx, subject.vy) - WALK_PX_PER_S) / (DASH_PX_PER_S - WALK_PX_PER_S);
    const wide = calm ? 0 : WIDEST * Math.min(1, Math.max(0, fast));
    this.#wide += (wide - this.#wide) * share(ZOOM_PER_MS);
    this.#blow = Math.max(0, this.#blow - elapsedMs / BLOW_MS);
    this.zoom = (zoomFor(frame.width, frame.height) * (1 + BLOW_ZOOM * this.#blow * this.#blow)) / (1 + this.#wide);
    const { left, top, right, bottom } = frame.taken ?? NOTHING;
    const kept = (at: number, before: number, after: number) => ({ at, before: before / this.zoom, after: after / this.zoom });
    const x = cameraCentre(subject.x + this.#lead.x, frame.mapWidth, frame.width / this.zoom, kept(subject.x, left, right));
    const y = cameraCentre(subject.y + this.#lead.y, frame.mapHeight, frame.height / this.zoom, kept(subject.y, top, bottom));
    if (this.#id !== undefined && this.#id !== subject.id) this.#glide = { x: this.x - x, y: this.y - y, leftMs: calm ? 0 : GLIDE_MS };
    this.#id = subject.id;
    this.#glide.leftMs = Math.max(0, this.#glide.leftMs - elapsedMs);
    const rest = (this.#glide.leftMs / GLIDE_MS) ** 3;
    this.x = x + this.#glide.x * rest;
    this.y = y + this.#glide.y * rest;
    this.#tremble(elapsedMs);
  }

  #tremble(elapsedMs: number): void {
    this.#trauma = Math.max(0, this.#trauma - elapsedMs / SHAKE_MS);
    const reach = this.#trauma * this.#trauma * MOST_SHAKE_PX;
    const left = Math.exp(-PUSH_FADES_PER_MS * elapsedMs);
    this.#push.x *= left;
    this.#push.y *= left;
    this.shakeX = (Math.random() * 2 - 1) * reach + this.#push.x;
    this.shakeY = (Math.random() * 2 - 1) * reach + this.#push.y;
  }
}
