import { t } from "../text/text.ts";
import { element } from "../ui/element.ts";
import mark from "../ui/mark.svg?url";
import { type SitePlace, siteLinks } from "../ui/site-links.ts";

/** A page beside play: the way to the others above its own content. */
export function pageFrame(place: SitePlace | undefined, ...content: (Node | string)[]): HTMLElement {
  const home = element(
    "a",
    { class: "home", href: "/", "aria-label": t("site.home") },
    element("img", { class: "mark", src: mark, alt: "", width: "36", height: "22" }),
    element("span", { class: "word" }, "Velarium"),
  );
  return element("div", { class: "platform" }, element("header", {}, home, siteLinks(place)), element("main", {}, ...content));
}
