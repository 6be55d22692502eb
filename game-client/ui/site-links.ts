import { t } from "../text/text.ts";
import { element } from "./element.ts";
import { openSettings } from "./open-settings.ts";

export type SitePlace = "live" | "leaderboards" | "profile" | "account";

const PLACES: readonly { readonly place: SitePlace; readonly path: string }[] = [
  { place: "live", path: "/live" },
  { place: "leaderboards", path: "/leaderboards" },
  { place: "profile", path: "/players/me" },
  { place: "account", path: "/account" },
];

/** The ways to every page beside play, and the settings. */
export function siteLinks(current?: SitePlace): HTMLElement {
  return element(
    "nav",
    { class: "site", "aria-label": t("site.label") },
    ...PLACES.map(({ place, path }) => element("a", { href: path, "aria-current": place === current ? "page" : undefined }, t(`site.${place}`))),
    element("button", { class: "button quiet", id: "settings", type: "button", click: () => void openSettings() }, t("page.settings")),
  );
}
