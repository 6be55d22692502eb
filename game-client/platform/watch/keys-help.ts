import { type TextKey, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { PanelContent } from "./watch-panel.ts";

type KeyText = Extract<TextKey, `watch.keys.${string}`>;

const ROWS: readonly (readonly [readonly string[], KeyText])[] = [
  [["space"], "watch.keys.play"],
  [["←", "→"], "watch.keys.seek"],
  [[",", "."], "watch.keys.step"],
  [["0", "9"], "watch.keys.tenths"],
  [["<", ">"], "watch.keys.speed"],
  [["L"], "watch.keys.live"],
  [["C"], "watch.keys.camera"],
  [["[", "]"], "watch.keys.player"],
  [["+", "-"], "watch.keys.zoom"],
  [["P", "N"], "watch.keys.moment"],
  [["M"], "watch.keys.moments"],
  [["T"], "watch.keys.scores"],
  [["I", "O"], "watch.keys.clip"],
  [["F"], "watch.keys.fullscreen"],
  [["?"], "watch.keys.help"],
];

/** Every key of the watch page. */
export const keysHelp: PanelContent = {
  id: "keys",
  title: () => t("watch.keysTitle"),
  draw: () => [
    element(
      "dl",
      { class: "keys-list" },
      ...ROWS.map(([keys, text]) =>
        element(
          "div",
          {},
          element("dt", {}, ...keys.map((key) => element("kbd", {}, key === "space" ? t("watch.key.space") : key))),
          element("dd", {}, t(text as "watch.keys.play")),
        ),
      ),
    ),
    element("p", { class: "quiet" }, t("watch.keys.seekFree")),
  ],
};
