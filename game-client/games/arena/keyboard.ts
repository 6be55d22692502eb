import type { Action } from "./actions.ts";
import { Presses } from "./presses.ts";

/** These are for whatever has the focus, and press a button there. */
const BUTTON_KEYS = ["Space", "Enter", "NumpadEnter", "Tab"];
/** Who writes, chooses or has a dialog open is not flying. */
const ELSEWHERE = "input, textarea, select, dialog, [contenteditable], [role=dialog], [role=menu]";

/** The keys that are down, by what they do. */
export class Keyboard {
  readonly presses = new Presses();

  /** While nothing is `played`, the keys for the focus move it, whatever else they do. */
  constructor(
    actionOf: (code: string) => Action | undefined,
    pressed: (action: Action, on: boolean) => void,
    played: () => boolean,
    signal: AbortSignal,
  ) {
    const key = (event: KeyboardEvent, on: boolean) => {
      const action = actionOf(event.code);
      if (!action) return;
      // What was pressed is let go wherever the focus went meanwhile.
      if (on && (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isElsewhere(event))) return;
      if (on && BUTTON_KEYS.includes(event.code) && !played()) return;
      event.preventDefault();
      if (event.repeat) return;
      this.presses.set(action, on);
      pressed(action, on);
    };
    window.addEventListener("keydown", (event) => key(event, true), { signal });
    window.addEventListener("keyup", (event) => key(event, false), { signal });
    const release = () => {
      for (const action of this.presses.release()) pressed(action, false);
    };
    window.addEventListener("blur", release, { signal });
    document.addEventListener("visibilitychange", () => document.hidden && release(), { signal });
  }
}

function isElsewhere({ target, code }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(ELSEWHERE)) return true;
  return target.closest("button, a, summary") !== null && BUTTON_KEYS.includes(code);
}
