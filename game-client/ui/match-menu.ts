import { onText, t } from "../text/text.ts";
import { OpenDialog } from "./dialog.ts";
import { element } from "./element.ts";
import { openSettings } from "./open-settings.ts";

/** An entry of the menu of a match; its text is asked for whenever the menu is drawn. */
export interface MenuItem {
  readonly id: string;
  readonly text: () => string;
  readonly act: () => void;
}

/** Shows the menu of a match until something is chosen; the match goes on behind it. */
export async function showMatchMenu(items: readonly MenuItem[], leave: () => void): Promise<void> {
  if (document.querySelector("dialog[open]")) return;
  const entry = (item: MenuItem, call = false) =>
    element(
      "button",
      {
        class: call ? "button call" : "button",
        type: "button",
        id: `menu-${item.id}`,
        "data-first": call,
        click: () => {
          dialog.close();
          item.act();
        },
      },
      item.text(),
    );
  const all: readonly MenuItem[] = [
    ...items,
    { id: "settings", text: () => t("page.settings"), act: () => void openSettings() },
    { id: "leave", text: () => t("menu.leave"), act: leave },
  ];
  const dialog = new OpenDialog({
    id: "match-menu",
    title: () => t("menu.title"),
    draw: () => [
      element("div", { class: "entries" }, entry({ id: "back", text: () => t("menu.back"), act: () => {} }, true), ...all.map((item) => entry(item))),
    ],
  });
  const stop = onText(() => dialog.draw());
  await dialog.closed;
  stop();
}
