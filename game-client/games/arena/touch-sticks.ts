import type { Vector } from "./control-mapping.ts";
import { stickPush } from "./control-mapping.ts";

/** How far a thumb moves for all the way: it bends that far without being lifted. */
export const REACH_PX = 52;
/** Below this a thumb rests. */
const REST = 0.16;
/** From here on the aiming thumb fires: pushed out, not just laid on. */
const FIRE = 0.55;

export type Side = "left" | "right";

export interface Stick {
  readonly pointerId: number;
  /** Where it stands; follows a thumb that goes further than the stick reaches. */
  fromX: number;
  fromY: number;
  /** How far it is pushed, of which 1 is all the way. */
  x: number;
  y: number;
}

/** Two sticks that stand wherever a thumb is laid: left half of the screen moves, right half aims, and fires when pushed out. */
export class TouchSticks {
  left: Stick | undefined;
  right: Stick | undefined;

  /** True where the touch became a stick: each side has one at a time. */
  begin(pointerId: number, x: number, y: number, screenWidth: number): boolean {
    const side: Side = x < screenWidth / 2 ? "left" : "right";
    if (this[side]) return false;
    this[side] = { pointerId, fromX: x, fromY: y, x: 0, y: 0 };
    return true;
  }

  follow(pointerId: number, x: number, y: number): void {
    const stick = this.#of(pointerId);
    if (!stick) return;
    const dx = x - stick.fromX;
    const dy = y - stick.fromY;
    const beyond = Math.hypot(dx, dy) - REACH_PX;
    if (beyond > 0) {
      const share = beyond / (beyond + REACH_PX);
      stick.fromX += dx * share;
      stick.fromY += dy * share;
    }
    stick.x = (x - stick.fromX) / REACH_PX;
    stick.y = (y - stick.fromY) / REACH_PX;
  }

  end(pointerId: number): void {
    if (this.left?.pointerId === pointerId) this.left = undefined;
    if (this.right?.pointerId === pointerId) this.right = undefined;
  }

  /** The screen turned, or the page lost the fingers. */
  release(): void {
    this.left = undefined;
    this.right = undefined;
  }

  /** Undefined without a thumb on the left. */
  get move(): Vector | undefined {
    return this.left && stickPush(this.left.x, this.left.y, REST, 1);
  }

  /** Undefined while the right thumb is away or rests. */
  get aim(): { readonly angle: number; readonly firing: boolean } | undefined {
    const stick = this.right;
    const pushed = stick ? Math.hypot(stick.x, stick.y) : 0;
    return stick && pushed >= REST ? { angle: Math.atan2(stick.y, stick.x), firing: pushed >= FIRE } : undefined;
  }

  #of(pointerId: number): Stick | undefined {
    return [this.left, this.right].find((stick) => stick?.pointerId === pointerId);
  }
}
