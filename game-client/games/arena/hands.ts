import type { Stage } from "../game-view.ts";
import type { ShownAction } from "./actions.ts";
import type { PlayedArena } from "./arena-match.ts";
import { Controls } from "./controls.ts";
import { Hints } from "./hints.ts";
import type { Sounds } from "./sounds.ts";

/** Everything that a person touches and hears in a match: controls, what they say of themselves, and sounds. */
export class Hands {
  readonly controls: Controls;
  readonly #hints: Hints;
  #sounds: Sounds | undefined;
  #closed = false;

  /** `centre` says where our own ship is on the screen; `shown` hears of the keys that are not for it. */
  constructor(match: PlayedArena, stage: Stage, centre: () => { x: number; y: number }, shown: (action: ShownAction, on: boolean) => void) {
    this.controls = new Controls(stage.canvas, stage.overlay, centre, {
      played: () => match.state?.phase !== "finished",
      toggled: (action, on) => {
        if (action !== "mute") shown(action, on);
        else if (on) this.#sounds?.mute();
      },
      device: (device) => this.#hints.show(device),
      pad: (there, inUse) => this.#hints.pad(there, inUse),
    });
    this.#hints = new Hints(stage.overlay, this.controls.device);
    void this.#listen(match, stage);
  }

  /** Once a frame, after the match was advanced. */
  update(nowMs: number): void {
    this.#sounds?.update(nowMs);
  }

  close(): void {
    this.#closed = true;
    this.controls.close();
    this.#hints.close();
    this.#sounds?.close();
  }

  /** Sound comes after the picture; a match without it is a match. */
  async #listen(match: PlayedArena, stage: Stage): Promise<void> {
    const loaded = await import("./sounds.ts").catch(() => undefined);
    if (loaded && !this.#closed) this.#sounds = new loaded.Sounds(match, stage.overlay, (text) => this.#hints.note(text));
  }
}
