import { type Schema, StateView } from "@colyseus/schema";
import type { AnyGame, World } from "../../rooms/lib/game.ts";

/** A client as far as it has a view. */
interface Viewer {
  view?: StateView;
}

/** Keeps each client's StateView equal to what the game's `view` says that its seat may see. */
export class Views {
  readonly #game: AnyGame;
  readonly #shown = new WeakMap<StateView, Set<object>>();

  constructor(game: AnyGame) {
    this.#game = game;
  }

  /** Call before each patch and before a client's first full state. A game without `view` shows all and costs nothing. */
  show(client: Viewer, world: World, seat: number | "spectator"): void {
    if (!this.#game.view) return;
    client.view ??= new StateView();
    const shown = this.#shown.get(client.view) ?? new Set();
    this.#shown.set(client.view, shown);
    const wanted = new Set(this.#game.view(world, seat));
    for (const object of shown) {
      if (wanted.has(object)) continue;
      client.view.remove(object as Schema);
      shown.delete(object);
    }
    for (const object of wanted) {
      if (shown.has(object)) continue;
      client.view.add(object as Schema);
      shown.add(object);
    }
  }
}
