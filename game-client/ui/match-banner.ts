import type { News } from "../net/server-news.ts";
import { t } from "../text/text.ts";
import { element } from "./element.ts";
import { isOutdated } from "./updates.ts";

/** Tells in a match what its server is about to do, out of the way of play. */
export class MatchBanner {
  readonly root = element("p", { class: "banner", role: "status", hidden: true });

  set news(news: News) {
    const stopping = news.kind === "now" && news.now.stopping;
    const text = stopping ? t("update.stopping") : isOutdated(news) ? t("update.match") : "";
    if (this.root.textContent !== text) this.root.textContent = text;
    this.root.hidden = text === "";
  }
}
