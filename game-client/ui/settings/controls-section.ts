import type { BindingsEditor } from "../../games/arena/bindings-editor.ts";
import { t } from "../../text/text.ts";
import { element } from "../element.ts";
import { loadPart } from "../load-part.ts";
import { flagRow } from "./rows.ts";

/** Aim assist, and what each key and button does; the editor of those is loaded when it is asked for. */
export class ControlsSection {
  #editor: BindingsEditor | undefined;

  draw(): HTMLElement[] {
    const place = element("div", {});
    const opener = element(
      "button",
      { class: "button", type: "button", id: "settings-bindings", click: () => void this.#open(place) },
      t("settings.bindings"),
    );
    place.append(this.#editor?.root ?? opener);
    return [flagRow("aimAssist", t("settings.aimAssist")), place];
  }

  close(): void {
    this.#editor?.close();
  }

  async #open(place: HTMLElement): Promise<void> {
    const loaded = await loadPart(() => import("../../games/arena/bindings-editor.ts"));
    if (!loaded || this.#editor) return;
    this.#editor = new loaded.BindingsEditor();
    place.replaceChildren(this.#editor.root);
    this.#editor.root.querySelector<HTMLElement>("button[id]")?.focus();
  }
}
