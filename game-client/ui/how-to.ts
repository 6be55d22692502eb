import type { HandLesson, Lesson } from "../games/introduction.ts";
import { t } from "../text/text.ts";
import { element } from "./element.ts";
import { picture } from "./picture.ts";

/** How to play, in pictures and with the hands that there are; nothing where a game has none. */
export function howTo(lessons: readonly Lesson[], hands: readonly HandLesson[]): HTMLElement[] {
  if (lessons.length === 0) return [];
  const figures = lessons.map(({ title, text, box, picture: shapes }) =>
    element("li", {}, picture(box, shapes), element("h3", {}, title), element("p", {}, text)),
  );
  const ways = hands.map(({ title, text }) => element("div", {}, element("dt", {}, title), element("dd", {}, text)));
  return [
    element(
      "section",
      { class: "how", "aria-labelledby": "how" },
      element("h2", { id: "how" }, t("landing.howTo")),
      element("ol", {}, ...figures),
      ...(ways.length > 0 ? [element("dl", {}, ...ways)] : []),
    ),
  ];
}
