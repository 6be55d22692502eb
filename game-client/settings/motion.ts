import { settings } from "./settings.ts";

/** Whether movement that is only for show is to be left out: as set, else as the system asks. */
export function motionReduced(): boolean {
  const set = settings.get("reducedMotion");
  return set === "system" ? matchMedia("(prefers-reduced-motion: reduce)").matches : set === "on";
}
