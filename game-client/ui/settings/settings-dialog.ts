import { LANGUAGE_NAMES, LANGUAGES } from "../../text/languages.ts";
import { onText, t } from "../../text/text.ts";
import { OpenDialog } from "../dialog.ts";
import { element } from "../element.ts";
import { ControlsSection } from "./controls-section.ts";
import { keepSection, type Said } from "./keep-section.ts";
import { paletteRow } from "./palette-row.ts";
import { chooseRow, flagRow, shareRow } from "./rows.ts";
import "./settings.css";

/** Shows the settings until they are closed. */
export async function showSettings(): Promise<void> {
  if (document.querySelector("#settings-dialog")) return;
  let said: Said | undefined;
  const redraw = (saying: Said) => {
    said = saying;
    dialog.draw();
    dialog.root.querySelector<HTMLElement>("#settings-export")?.focus();
  };
  const controls = new ControlsSection();
  const dialog = new OpenDialog({
    id: "settings-dialog",
    title: () => t("settings.title"),
    draw: () => content(controls, keepSection(redraw, said)),
  });
  const again = () => {
    const focused = document.activeElement?.id;
    dialog.draw();
    if (focused) dialog.root.querySelector<HTMLElement>(`#${focused}`)?.focus();
  };
  const stop = onText(again);
  // What another tab has set is taken over before this one hears of it.
  window.addEventListener("storage", again);
  await dialog.closed;
  stop();
  window.removeEventListener("storage", again);
  controls.close();
}

function content(controls: ControlsSection, keep: HTMLElement[]): HTMLElement[] {
  return [
    element("p", { class: "hint" }, t("settings.saved")),
    section(
      t("settings.look"),
      paletteRow(),
      shareRow("textSize", t("settings.textSize"), 1, 1.5, 0.05),
      chooseRow("reducedMotion", t("settings.motion"), [
        { value: "system", text: t("settings.motionSystem") },
        { value: "on", text: t("settings.motionOn") },
        { value: "off", text: t("settings.motionOff") },
      ]),
      shareRow("shake", t("settings.shake"), 0, 1, 0.05),
      chooseRow("language", t("settings.language"), [
        { value: "system", text: t("settings.languageSystem") },
        ...LANGUAGES.map((language) => ({ value: language, text: LANGUAGE_NAMES[language] })),
      ]),
    ),
    section(
      t("settings.sound"),
      shareRow("soundVolume", t("settings.soundVolume"), 0, 1, 0.05),
      shareRow("musicVolume", t("settings.musicVolume"), 0, 1, 0.05),
      flagRow("captions", t("settings.captions")),
    ),
    section(t("settings.controls"), ...controls.draw()),
    section(t("settings.keep"), ...keep),
  ];
}

function section(title: string, ...rows: HTMLElement[]): HTMLElement {
  return element("section", {}, element("h3", {}, title), ...rows);
}
