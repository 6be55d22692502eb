import type { Lesson } from "../games/introduction.ts";
import { t } from "../text/text.ts";
import { element } from "./element.ts";
import { picture } from "./picture.ts";

/** How to play, in pictures; nothing where a game has none. */
export function howTo(lessons: readonly Lesson[]): HTMLElement[] {
  if (lessons.length === 0) return [];
  const figures = lessons.map(({ title, text, box, picture: shapes }) =>
    element("li", {}, picture(box, shapes), element("h3", {}, title), element("p", {}, text)),
  );
  return [
    element("section", { class: "how", "aria-labelledby": "how" }, element("h2", { id: "how" }, t("landing.howTo")), element("ol", {}, ...figures)),
  ];
}
