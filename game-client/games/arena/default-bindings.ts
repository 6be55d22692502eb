import type { Binding } from "../../settings/bindings.ts";
import type { Action } from "./actions.ts";

/**
 * Keys by their place on the board, so that WASD is where the hand expects it on every layout; the mouse's buttons are
 * "Mouse0" to "Mouse4". Pad buttons as the standard mapping counts them: 0 is the lowest on the right, 6 and 7 the triggers.
 */
export const DEFAULT_BINDINGS: Readonly<Record<Action, Binding>> = {
  up: { keys: ["KeyW", "ArrowUp"], buttons: [] },
  down: { keys: ["KeyS", "ArrowDown"], buttons: [] },
  left: { keys: ["KeyA", "ArrowLeft"], buttons: [] },
  right: { keys: ["KeyD", "ArrowRight"], buttons: [] },
  aimUp: { keys: ["KeyI"], buttons: [] },
  aimDown: { keys: ["KeyK"], buttons: [] },
  aimLeft: { keys: ["KeyJ"], buttons: [] },
  aimRight: { keys: ["KeyL"], buttons: [] },
  turnLeft: { keys: ["KeyU"], buttons: [] },
  turnRight: { keys: ["KeyO"], buttons: [] },
  bolt: { keys: ["Mouse0", "KeyF", "Enter"], buttons: [7, 5] },
  beam: { keys: ["Mouse2", "KeyE", "ShiftRight"], buttons: [6, 2] },
  dash: { keys: ["Space", "ShiftLeft"], buttons: [0, 4] },
  emotes: { keys: ["KeyT"], buttons: [12] },
  scores: { keys: ["Tab"], buttons: [8] },
  menu: { keys: ["Escape"], buttons: [9] },
  mute: { keys: ["KeyM"], buttons: [] },
  net: { keys: ["KeyN", "F3"], buttons: [13] },
};
