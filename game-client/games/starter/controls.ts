import type { StarterInput } from "../../../rooms/starter/schema.ts";

type Direction = "up" | "down" | "left" | "right";

/** By the key's place on the board, so that WASD is where the hand expects it on every layout. */
const KEYS: Readonly<Record<string, Direction>> = {
  KeyW: "up",
  KeyA: "left",
  KeyS: "down",
  KeyD: "right",
  ArrowUp: "up",
  ArrowLeft: "left",
  ArrowDown: "down",
  ArrowRight: "right",
};

/** The keyboard, read once for each input that is sent. */
export class Controls {
  readonly #down = new Set<Direction>();
  readonly #stop = new AbortController();

  constructor() {
    const { signal } = this.#stop;
    window.addEventListener("keydown", (event) => this.#key(event, true), { signal });
    window.addEventListener("keyup", (event) => this.#key(event, false), { signal });
    window.addEventListener("blur", () => this.#down.clear(), { signal });
  }

  /** Writes what the hands do into `input`. */
  sample(input: StarterInput): void {
    input.moveX = Number(this.#down.has("right")) - Number(this.#down.has("left"));
    input.moveY = Number(this.#down.has("down")) - Number(this.#down.has("up"));
  }

  close(): void {
    this.#stop.abort();
  }

  #key(event: KeyboardEvent, down: boolean): void {
    const direction = KEYS[event.code];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (down) this.#down.add(direction);
    else this.#down.delete(direction);
  }
}
