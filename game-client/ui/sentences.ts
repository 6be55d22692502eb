import type { CloseReason } from "../net/close-reason.ts";
import { type TextKey, t } from "../text/text.ts";

/** Why something did not work, and whether the same again may. */
export interface Trouble {
  readonly text: string;
  readonly retry: boolean;
}

type Said = Exclude<Extract<TextKey, `trouble.${string}` | `details.${string}` | `account.wrong.${string}`>, WithPlaceholder>;
type WithPlaceholder = "trouble.refused" | "account.wrong.rename" | "account.wrong.short" | "account.wrong.long" | "account.wrong.tooMany";

const TROUBLES: Readonly<Record<string, { readonly key: Said; readonly retry: boolean }>> = {
  away: { key: "trouble.away", retry: true },
  "page/drawing": { key: "trouble.drawing", retry: false },
  "invite/unknown": { key: "trouble.invite", retry: false },
  "identity/name": { key: "trouble.name", retry: false },
  "identity/name-taken": { key: "account.wrong.taken", retry: false },
  "identity/token": { key: "account.wrong.token", retry: false },
  "player/unknown": { key: "trouble.player", retry: false },
  "leaderboard/unknown": { key: "trouble.board", retry: false },
  "leaderboard/query": { key: "trouble.board", retry: false },
  "leaderboard/away": { key: "trouble.ranks", retry: true },
  "details/unknown": { key: "details.unknown", retry: false },
  "match/unknown": { key: "trouble.over", retry: false },
  "match/over": { key: "trouble.over", retry: false },
  "match/full": { key: "trouble.full", retry: true },
  "match/live": { key: "trouble.live", retry: true },
  "match/build": { key: "trouble.build", retry: false },
  "match/tick": { key: "trouble.tick", retry: false },
  "request/too-many": { key: "trouble.tooMany", retry: true },
  "server/busy": { key: "trouble.busy", retry: true },
  "server/database": { key: "trouble.database", retry: true },
  "server/redis": { key: "trouble.redis", retry: true },
  "server/stopping": { key: "trouble.stopping", retry: true },
  "server/fault": { key: "trouble.fault", retry: true },
};

/** The sentence for an error code of the server, also one that this page does not know; `message` is its own, used where only it says what to change. */
export function troubleOf(code: string, message = ""): Trouble {
  if (code === "match/options" && message !== "") return { text: message, retry: false };
  const known = TROUBLES[code];
  return known ? { text: t(known.key), retry: known.retry } : { text: t("trouble.refused", { code }), retry: true };
}

/** The sentence for the end of a match on this device. */
export function closedSentence(reason: CloseReason): string {
  return t(`closed.${reason}`);
}
