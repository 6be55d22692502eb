import { settings } from "../../settings/settings.ts";
import { t } from "../../text/text.ts";
import { element } from "../element.ts";

const FILE_NAME = "velarium-settings.json";

/** What came of it. */
export type Said = "imported" | "notImported" | "wasReset";

/** Takes settings to a file and back, or to what they were at first; `redraw` shows what is set now. */
export function keepSection(redraw: (said: Said) => void, said: Said | undefined): HTMLElement[] {
  const status = element("p", { class: "said", role: "status" }, said ? t(`settings.${said}`) : "");
  const file = element("input", {
    type: "file",
    accept: "application/json,.json",
    id: "import-file",
    class: "off",
    tabindex: "-1",
    "aria-hidden": "true",
  });
  file.addEventListener("change", async () => {
    const text = (await file.files?.[0]?.text().catch(() => "")) ?? "";
    redraw(settings.import(text) ? "imported" : "notImported");
  });
  const reset = button(t("settings.reset"), "reset", () => {
    if (reset.dataset.sure) {
      settings.reset();
      redraw("wasReset");
    } else {
      reset.dataset.sure = "yes";
      reset.textContent = t("settings.resetSure");
      // Longer than before, it may have wrapped below what is seen.
      reset.scrollIntoView({ block: "nearest" });
    }
  });
  reset.addEventListener("blur", () => {
    delete reset.dataset.sure;
    reset.textContent = t("settings.reset");
  });
  return [
    element(
      "div",
      { class: "buttons" },
      button(t("settings.export"), "export", download),
      button(t("settings.import"), "import", () => file.click()),
      reset,
      file,
    ),
    status,
  ];
}

function download(): void {
  const url = URL.createObjectURL(new Blob([settings.export()], { type: "application/json" }));
  element("a", { href: url, download: FILE_NAME }).click();
  // The download has its own hold on the file once the click is through.
  setTimeout(() => URL.revokeObjectURL(url));
}

function button(text: string, id: string, click: () => void): HTMLButtonElement {
  return element("button", { class: "button", type: "button", id: `settings-${id}`, click }, text);
}
