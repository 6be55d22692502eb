/** Where a gamepad chooses, the foremost first: everywhere but in play, where it flies. */
const SCOPES = ["dialog[open]", ".veil:not([hidden]):has(button)", ".board.result:not([hidden])", ".landing", ".platform"];
const FOCUSABLE = "a[href], button:not([disabled]), select:not([disabled]), input:not([disabled]):not([type=file]), summary";

/** Buttons of the standard mapping. */
const CHOOSE = 0;
const BACK = 1;
const UP = 12;
const DOWN = 13;
const LEFT = 14;
const RIGHT = 15;
/** A stick that is pushed this far counts as the direction's button. */
const PUSHED = 0.6;

/** Lets a gamepad move the focus and press what has it; the d-pad or the left stick, the lowest button, the one right of it. */
export function startPadFocus(): void {
  let held = new Set<number>();
  const poll = () => {
    const now = pressedNow();
    const scope = scopeNow();
    if (scope) for (const button of now) if (!held.has(button)) act(scope, button);
    held = now;
    requestAnimationFrame(poll);
  };
  requestAnimationFrame(poll);
}

function scopeNow(): Element | undefined {
  for (const selector of SCOPES) {
    const scope = [...document.querySelectorAll(selector)].at(-1);
    if (scope) return scope;
  }
  return undefined;
}

function pressedNow(): Set<number> {
  const pressed = new Set<number>();
  for (const pad of navigator.getGamepads()) {
    if (!pad?.connected) continue;
    for (const button of [CHOOSE, BACK, UP, DOWN, LEFT, RIGHT]) if (pad.buttons[button]?.pressed) pressed.add(button);
    const [x = 0, y = 0] = pad.axes;
    if (Math.abs(y) > PUSHED) pressed.add(y < 0 ? UP : DOWN);
    else if (Math.abs(x) > PUSHED) pressed.add(x < 0 ? LEFT : RIGHT);
  }
  return pressed;
}

function act(scope: Element, button: number): void {
  const focused = scope.contains(document.activeElement) ? document.activeElement : null;
  if (button === UP || button === DOWN) move(scope, focused, button === UP ? -1 : 1);
  else if (button === LEFT || button === RIGHT) {
    if (!change(focused, button === LEFT ? -1 : 1)) move(scope, focused, button === LEFT ? -1 : 1);
  } else if (button === CHOOSE) {
    if (focused instanceof HTMLElement) focused.click();
  } else if (scope instanceof HTMLDialogElement) scope.close();
}

function move(scope: Element, focused: Element | null, by: number): void {
  const all = [...scope.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((node) => node.checkVisibility());
  const at = focused instanceof HTMLElement ? all.indexOf(focused) : -1;
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  all[next]?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
}

/** Turns a choice or a slider by one; false for everything else. */
function change(focused: Element | null, by: number): boolean {
  if (focused instanceof HTMLSelectElement) {
    focused.selectedIndex = Math.min(Math.max(0, focused.selectedIndex + by), focused.options.length - 1);
  } else if (focused instanceof HTMLInputElement && focused.type === "range") {
    if (by < 0) focused.stepDown();
    else focused.stepUp();
  } else return false;
  for (const type of ["input", "change"]) focused.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}
