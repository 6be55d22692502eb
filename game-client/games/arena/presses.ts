import type { Action } from "./actions.ts";

/** What one device holds down. */
export class Presses {
  readonly #down = new Set<Action>();
  /** Pressed since the last input, also when released already: a tap is never lost between two inputs. */
  readonly #tapped = new Set<Action>();

  set(action: Action, on: boolean): void {
    if (!on) this.#down.delete(action);
    else if (!this.#down.has(action)) {
      this.#down.add(action);
      this.#tapped.add(action);
    }
  }

  /** Is held on, without being a new press. */
  hold(action: Action): void {
    this.#down.add(action);
  }

  /** Held now. */
  has(action: Action): boolean {
    return this.#down.has(action);
  }

  /** Held, or tapped since the last input. */
  active(action: Action): boolean {
    return this.#down.has(action) || this.#tapped.has(action);
  }

  /** An input was sent. */
  settle(): void {
    this.#tapped.clear();
  }

  /** Lets everything go; returns what was held. */
  release(): Action[] {
    const held = [...this.#down];
    this.#down.clear();
    return held;
  }
}
