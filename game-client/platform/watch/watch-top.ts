import { t, tCount } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { icon } from "./icons.ts";

/** What stands above the picture, out of the way of the match's own readings. */
export interface TopFacts {
  readonly title: string;
  readonly watchers: number;
  readonly verified: "verified" | "differs" | undefined;
  readonly cut: boolean;
  /** Such as the span of a clip. */
  readonly remark: string;
}

export class WatchTop {
  readonly root = element("header", { class: "watch-top" });
  readonly #back = element("a", { class: "tool", href: "/live" });
  readonly #title = element("h1", {});
  readonly #watchers = element("span", { class: "watchers" });
  readonly #verified = element("span", { class: "verified" });
  readonly #remark = element("span", { class: "remark" });
  #shown = "";

  constructor() {
    this.#back.append(icon("back"));
    this.root.append(this.#back, element("div", { class: "what" }, this.#title, element("p", {}, this.#watchers, this.#verified, this.#remark)));
  }

  show(facts: TopFacts): void {
    const shown = JSON.stringify([facts, t("watch.back")]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { title, watchers, verified, cut, remark } = facts;
    this.#back.setAttribute("aria-label", t("watch.back"));
    this.#back.title = t("watch.back");
    this.#title.textContent = title;
    this.#watchers.hidden = watchers === 0;
    this.#watchers.replaceChildren(icon("eye"), tCount("live.watchers", watchers));
    this.#verified.hidden = !verified;
    this.#verified.dataset.verified = verified ?? "";
    this.#verified.title = t(verified === "differs" ? "watch.differsText" : "watch.verifiedText");
    this.#verified.replaceChildren(...(verified === "differs" ? [t("watch.differs")] : [icon("check"), t("watch.verified")]));
    this.#remark.textContent = [remark, cut ? t("watch.cut") : ""].filter((text) => text !== "").join(" · ");
  }
}
