import { settings } from "./settings.ts";

/** Asked in every frame: what the system wants is looked up once. */
let system: MediaQueryList | undefined;

/** Whether movement that is only for show is to be left out: as set, else as the system asks. */
export function motionReduced(): boolean {
  const set = settings.get("reducedMotion");
  if (set !== "system") return set === "on";
  system ??= matchMedia("(prefers-reduced-motion: reduce)");
  return system.matches;
}
