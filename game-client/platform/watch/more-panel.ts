import { t, tNodes } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { PanelContent } from "./watch-panel.ts";

/** What a match that is watched offers beside seeing it; what is undefined is not offered. */
export interface MoreActions {
  /** Says how far it is, and what came of it. */
  readonly download: ((say: (text: string) => void) => Promise<void>) | undefined;
  /** Starts a private match here; says what went wrong, where something did. */
  readonly playFrom: (() => Promise<string | undefined>) | undefined;
  readonly time: () => string;
  /** Who is followed: whose seat is taken. */
  readonly followed: () => string | undefined;
  readonly details: string | undefined;
  readonly another: (() => void) | undefined;
  readonly scores: () => void;
  readonly keys: () => void;
}

export function morePanel(actions: MoreActions): PanelContent {
  const said = element("p", { class: "said", role: "status" });
  const say = (text: string) => {
    if (said.textContent !== text) said.textContent = text;
  };
  const button = (id: string, text: string, click: () => void) =>
    element("button", { class: "button", type: "button", id: `more-${id}`, click }, text);
  const busy = async (pressed: HTMLButtonElement, act: () => Promise<unknown>) => {
    pressed.disabled = true;
    await act();
    pressed.disabled = false;
  };
  return {
    id: "more",
    title: () => t("watch.more"),
    draw: () => {
      const { download, playFrom, details, another } = actions;
      const rows: Node[] = [];
      if (playFrom) {
        const start = button("play", t("watch.playFrom"), () =>
          busy(start, async () => {
            say(t("watch.playFromBusy"));
            say((await playFrom()) ?? "");
          }),
        );
        const [time, name] = [actions.time(), actions.followed()];
        const text = name === undefined ? [t("watch.playFromText", { time })] : tNodes("watch.playFromSeat", { time, name });
        rows.push(start, element("p", { class: "quiet" }, ...text));
      }
      if (download) {
        const get = button("download", t("watch.download"), () => busy(get, () => download(say)));
        rows.push(get);
      }
      if (details !== undefined) rows.push(element("a", { class: "button", href: details }, t("watch.details")));
      if (another) rows.push(button("another", t("replay.other"), another));
      rows.push(button("scores", t("watch.scores"), actions.scores), button("keys", t("watch.keys"), actions.keys), said);
      return rows;
    },
  };
}
