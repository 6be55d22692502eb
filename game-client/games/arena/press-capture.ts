import { connectedPads } from "./gamepads.ts";
import { FIXED_KEY, type Press } from "./input-bindings.ts";
import { readPad } from "./pad-reading.ts";

/** Keys that only change others, or that the system takes. */
const NOT_KEYS = ["", "Unidentified", "MetaLeft", "MetaRight", "ContextMenu", "Fn"];

/**
 * Waits for the next key, mouse button over `field` or gamepad button, keeps it from doing anything else, and hands it
 * over; undefined for Escape. Ends by itself then, or when what is returned is called.
 */
export function capturePress(field: HTMLElement, captured: (press: Press | undefined) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const end = (press: Press | undefined) => {
    if (signal.aborted) return;
    stop.abort();
    captured(press);
  };
  const key = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    // The key that opened this is still down.
    if (event.repeat || NOT_KEYS.includes(event.code)) return;
    end(event.code === FIXED_KEY ? undefined : { kind: "key", code: event.code });
  };
  window.addEventListener("keydown", key, { signal, capture: true });
  field.addEventListener("pointerdown", (event) => {
    if (signal.aborted || event.pointerType === "touch" || (event.target instanceof Element && event.target.closest("button"))) return;
    event.preventDefault();
    end({ kind: "key", code: `Mouse${event.button}` });
  });
  field.addEventListener("contextmenu", (event) => event.preventDefault());
  // What is held down now is let go first.
  let held = new Set(pressedButtons());
  const poll = () => {
    if (signal.aborted) return;
    const now = pressedButtons();
    const index = now.find((button) => !held.has(button));
    if (index !== undefined) end({ kind: "button", index });
    held = new Set([...held].filter((button) => now.includes(button)));
    requestAnimationFrame(poll);
  };
  requestAnimationFrame(poll);
  return () => stop.abort();
}

function pressedButtons(): number[] {
  return connectedPads().flatMap((pad) => readPad(pad).buttons);
}
