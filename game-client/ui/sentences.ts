import type { CloseReason } from "../net/close-reason.ts";
import { type TextKey, t } from "../text/text.ts";

/** Why something did not work, and whether the same again may. */
export interface Trouble {
  readonly text: string;
  readonly retry: boolean;
}

type Said = Extract<TextKey, `trouble.${string}` | `details.${string}`>;

const TROUBLES: Readonly<Record<string, { readonly key: Said; readonly retry: boolean }>> = {
  away: { key: "trouble.away", retry: true },
  "invite/unknown": { key: "trouble.invite", retry: false },
  "identity/name": { key: "trouble.name", retry: false },
  "player/unknown": { key: "trouble.player", retry: false },
  "leaderboard/unknown": { key: "trouble.board", retry: false },
  "leaderboard/query": { key: "trouble.board", retry: false },
  "details/unknown": { key: "details.unknown", retry: false },
  "match/unknown": { key: "trouble.over", retry: false },
  "match/over": { key: "trouble.over", retry: false },
  "match/full": { key: "trouble.full", retry: true },
  "request/too-many": { key: "trouble.tooMany", retry: true },
  "server/stopping": { key: "trouble.stopping", retry: true },
  "server/fault": { key: "trouble.fault", retry: true },
};

/** The sentence for an error code of the server; `message` is its own, used where only it says what to change. */
export function troubleOf(code: string, message = ""): Trouble {
  if (code === "match/options" && message !== "") return { text: message, retry: false };
  const { key, retry } = TROUBLES[code] ?? { key: "trouble.away" as const, retry: true };
  return { text: t(key), retry };
}

/** The sentence for the end of a match on this device. */
export function closedSentence(reason: CloseReason): string {
  return t(`closed.${reason}`);
}
