import { languageFor } from "../text/languages.ts";
import { showLanguage } from "../text/text.ts";
import { motionReduced } from "./motion.ts";
import { PALETTES } from "./palettes.ts";
import { settings } from "./settings.ts";

/** Puts palette, text size, movement and language on the page, now and whenever one is set; resolves when its language is there. */
export async function keepAppearance(): Promise<void> {
  const { style, dataset } = document.documentElement;
  const colours = () => {
    for (const [role, colour] of Object.entries(PALETTES[settings.get("palette")])) style.setProperty(`--${role}`, colour);
  };
  const size = () => style.setProperty("--text-size", String(settings.get("textSize")));
  const motion = () => {
    dataset.motion = motionReduced() ? "reduced" : "full";
  };
  const language = () => showLanguage(languageFor(settings.get("language"), navigator.languages));
  settings.on("palette", colours);
  settings.on("textSize", size);
  settings.on("reducedMotion", motion);
  matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", motion);
  settings.on("language", () => void language());
  colours();
  size();
  motion();
  await language();
}
