import "./watch-trouble.css";
import { type TextKey, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";

type Said = Exclude<Extract<TextKey, `watch.trouble.${string}`>, "watch.trouble.large" | "watch.trouble.detail">;

interface Trouble {
  readonly key: Said;
  /** What helps: the same again, the page loaded anew, or nothing. */
  readonly helps: "again" | "reload" | "nothing";
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  "match/unknown": { key: "watch.trouble.unknown", helps: "nothing" },
  "match/private": { key: "watch.trouble.private", helps: "nothing" },
  "invite/unknown": { key: "watch.trouble.private", helps: "nothing" },
  "journal/unknown": { key: "watch.trouble.gone", helps: "nothing" },
  "journal/too-young": { key: "watch.trouble.notYet", helps: "again" },
  "replay/empty": { key: "watch.trouble.notYet", helps: "again" },
  "journal/damaged": { key: "watch.trouble.broken", helps: "nothing" },
  "replay/damaged": { key: "watch.trouble.damaged", helps: "nothing" },
  "replay/foreign": { key: "watch.trouble.foreign", helps: "nothing" },
  "replay/newer": { key: "watch.trouble.newer", helps: "reload" },
  "replay/older": { key: "watch.trouble.older", helps: "nothing" },
  "replay/schema": { key: "watch.trouble.older", helps: "nothing" },
  "replay/other-game": { key: "watch.trouble.game", helps: "nothing" },
  "replay/game": { key: "watch.trouble.game", helps: "nothing" },
  "file/empty": { key: "watch.trouble.empty", helps: "nothing" },
  "file/unreadable": { key: "watch.trouble.unreadable", helps: "nothing" },
  "request/too-many": { key: "watch.trouble.busy", helps: "again" },
  "server/busy": { key: "watch.trouble.busy", helps: "again" },
  "server/stopping": { key: "watch.trouble.stopping", helps: "again" },
};

/** The sentence for why a match cannot be watched, and whether another go may help. */
function watchTrouble(code: string, megabytes = 0): { readonly text: string; readonly helps: Trouble["helps"] } {
  if (code === "replay/too-large") return { text: t("watch.trouble.large", { megabytes }), helps: "nothing" };
  const { key, helps } = TROUBLES[code] ?? { key: "watch.trouble.away" as const, helps: "again" as const };
  return { text: t(key as "watch.trouble.away"), helps };
}

export interface TroubleWays {
  readonly code: string;
  /** Names the part that is wrong, for who wants to know. */
  readonly detail: string;
  readonly megabytes?: number;
  readonly again: () => void;
  /** What else can be done here. */
  readonly others: readonly Node[];
}

/** Why a match cannot be watched, and what can be done now. */
export function troubleNodes({ code, detail, megabytes, again, others }: TroubleWays): HTMLElement[] {
  const { text, helps } = watchTrouble(code, megabytes);
  const button = (label: string, click: () => void) => element("button", { class: "button call", type: "button", id: "watch-again", click }, label);
  const ways = [
    ...(helps === "again" ? [button(t("watch.trouble.again"), again)] : []),
    ...(helps === "reload" ? [button(t("watch.trouble.reload"), () => location.reload())] : []),
    ...others,
  ];
  const shown = detail !== "" && code.startsWith("replay/");
  return [
    element("p", { class: "sentence" }, text),
    ...(shown ? [element("p", { class: "quiet" }, t("watch.trouble.detail", { detail }))] : []),
    element("div", { class: "buttons" }, ...ways),
  ];
}
