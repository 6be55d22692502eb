import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { matchPath } from "../../ui/route.ts";
import { pageFrame } from "../page-frame.ts";
import { troubleNodes } from "./watch-trouble.ts";

/** A match that cannot be watched: why, and what can be done. */
export function troublePage(code: string, detail: string, id: string | undefined, again: () => void): HTMLElement {
  document.title = t("site.title", { page: t("watch.fallback") });
  const others = [
    ...(id !== undefined && code === "journal/unknown" ? [element("a", { class: "button", href: matchPath(id) }, t("watch.details"))] : []),
    element("a", { class: "button", href: "/live" }, t("live.all")),
  ];
  return pageFrame(
    "live",
    element("h1", {}, t("watch.fallback")),
    element("div", { class: "watch-trouble", role: "alert" }, ...troubleNodes({ code, detail, again, others })),
  );
}
