import type { Playback } from "../../net/playback.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { copyLink } from "./copy-link.ts";
import type { PanelContent } from "./watch-panel.ts";
import { timeAt } from "./watch-time.ts";

/** The link to what is seen when the panel is opened. */
export function sharePanel({ tick, range, tickHz }: Pick<Playback, "tick" | "range" | "tickHz">, link: string): PanelContent {
  return {
    id: "share",
    title: () => t("watch.shareTitle"),
    draw: () => {
      const buttons = copyLink("share", () => link);
      const system = element("button", { class: "button", type: "button", id: "share-system" }, t("invite.share"));
      // Who closes the system's sheet has decided not to.
      system.addEventListener("click", () => void navigator.share({ url: link }).catch(() => undefined));
      return [
        element("p", { class: "quiet" }, t("watch.shareText", { time: timeAt(tick, range.first, tickHz) })),
        buttons,
        ...("share" in navigator ? [system] : []),
      ];
    },
  };
}
