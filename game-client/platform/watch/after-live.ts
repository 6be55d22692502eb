import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { matchPath, watchPath } from "../../ui/route.ts";
import { liveMatches } from "./live-match.ts";

const ASK_MS = 4000;
/** Votes for a rematch are in after half a minute. */
const MOST_ASKED = 12;

export interface AfterLiveOptions {
  readonly id: string;
  /** Where it was played: a rematch is played there too. Empty where it is not known. */
  readonly roomId: string;
  readonly again: () => void;
}

/** What can be done when a match that was watched is over; looks out for a rematch while it is on the page. */
export function afterLive({ id, roomId, again }: AfterLiveOptions): HTMLElement[] {
  const said = element("p", { class: "quiet", role: "status" }, roomId === "" ? "" : t("watch.ended.waiting"));
  const replay = element("button", { class: "button call", type: "button", id: "ended-replay", click: again }, t("watch.ended.replay"));
  const buttons = element(
    "div",
    { class: "buttons" },
    replay,
    element("a", { class: "button", href: matchPath(id) }, t("watch.ended.details")),
    element("a", { class: "button", href: "/live" }, t("watch.ended.live")),
  );
  if (roomId !== "") void lookForRematch(id, roomId, buttons, said);
  return [element("h2", {}, t("watch.ended")), said, buttons];
}

async function lookForRematch(id: string, roomId: string, buttons: HTMLElement, said: HTMLElement): Promise<void> {
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    const live = await liveMatches();
    const next = live.ok ? live.value.find((match) => match.roomId === roomId && match.id !== id) : undefined;
    if (next) {
      const link = element("a", { class: "button call", id: "ended-next", href: watchPath(next.id, "?live=1") }, t("watch.ended.next"));
      buttons.querySelector(".call")?.classList.remove("call");
      buttons.prepend(link);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    if (!buttons.isConnected) return;
  }
  said.textContent = "";
}
