import { LANGUAGES } from "../text/languages.ts";
import { bindings } from "./bindings.ts";
import { between, flag, oneOf, type Setting } from "./setting.ts";

export const PALETTE_NAMES = ["classic", "deutan", "protan", "tritan"] as const;
export type PaletteName = (typeof PALETTE_NAMES)[number];

/** Everything that can be set. */
export const KNOWN_SETTINGS = {
  palette: oneOf(PALETTE_NAMES, "classic"),
  reducedMotion: oneOf(["system", "on", "off"], "system"),
  textSize: between(1, 1.5, 1),
  language: oneOf(["system", ...LANGUAGES], "system"),
  soundVolume: between(0, 1, 0.8),
  musicVolume: between(0, 1, 0.4),
  captions: flag(false),
  /** How much of the screen's shake is left: 0 is none. */
  shake: between(0, 1, 1),
  bindings,
  aimAssist: flag(true),
} satisfies Record<string, Setting<unknown>>;

export type SettingKey = keyof typeof KNOWN_SETTINGS;
export type SettingValue<K extends SettingKey> = (typeof KNOWN_SETTINGS)[K]["initial"];
