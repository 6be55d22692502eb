import { PALETTE_NAMES } from "../../settings/known-settings.ts";
import { PALETTES } from "../../settings/palettes.ts";
import { settings } from "../../settings/settings.ts";
import { t } from "../../text/text.ts";
import { element } from "../element.ts";
import { picture } from "../picture.ts";

/** The palettes, each shown by what it colours. */
export function paletteRow(): HTMLElement {
  const samples = PALETTE_NAMES.map((name) => {
    const { call, calm, alive, warn, wrong } = PALETTES[name];
    const shapes = `<path fill="${call}" d="M26 16 4 26 8 16 4 6z"/><path fill="${calm}" d="M58 16 45 27 32 16 45 5z"/><circle cx="76" cy="16" r="10" fill="none" stroke="${alive}" stroke-width="3" stroke-dasharray="7 4"/><path fill="${warn}" d="M104 5 94 18h8l-3 10 12-14h-9z"/><path fill="${wrong}" d="M117 9h4l4 5 4-5h4l-6 7 6 7h-4l-4-5-4 5h-4l6-7z"/>`;
    const input = element("input", {
      type: "radio",
      name: "palette",
      value: name,
      checked: settings.get("palette") === name,
      change: () => settings.set("palette", name),
    });
    return element("label", { class: "sample" }, input, picture("0 0 140 32", shapes), element("span", {}, t(`settings.${name}`)));
  });
  return element("fieldset", { class: "palettes", id: "set-palette" }, element("legend", {}, t("settings.palette")), ...samples);
}
