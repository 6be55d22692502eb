import type { KeyPlace } from "./watch-keys.ts";

/** What has the focus when a key is pressed. */
export function keyPlace(target: EventTarget | null): KeyPlace {
  if (!(target instanceof HTMLElement)) return "elsewhere";
  if (target instanceof HTMLInputElement) return target.type === "range" ? "bar" : "typing";
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return "typing";
  return target.closest("button, a, summary") ? "control" : "elsewhere";
}
