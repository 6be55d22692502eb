import type { CloseReason } from "../net/close-reason.ts";

/** Why something did not work, and whether the same again may. */
export interface Trouble {
  readonly text: string;
  readonly retry: boolean;
}

const AWAY: Trouble = { text: "The server does not answer. Check your connection, or wait a moment.", retry: true };

const TROUBLES: Readonly<Record<string, Trouble>> = {
  away: AWAY,
  "invite/unknown": { text: "No match has this code. It may be over, or a letter is wrong.", retry: false },
  "match/unknown": { text: "This match is over.", retry: false },
  "match/over": { text: "This match is over.", retry: false },
  "match/full": { text: "Every seat of this match is taken.", retry: true },
  "request/too-many": { text: "That was a lot at once. Wait a moment.", retry: true },
  "server/stopping": { text: "The server restarts. It is back in a moment.", retry: true },
  "server/fault": { text: "Something broke on the server. It has been noted.", retry: true },
};

/** The sentence for an error code of the server; `message` is its own, used where it tells the person more. */
export function troubleOf(code: string, message = ""): Trouble {
  if ((code === "identity/name" || code === "match/options") && message !== "") return { text: message, retry: false };
  return TROUBLES[code] ?? AWAY;
}

const CLOSED: Readonly<Record<CloseReason, string>> = {
  elsewhere: "This match goes on in another tab or on another device.",
  left: "You have left the match.",
  over: "The match is over.",
  refused: "The server closed the connection: this page sent something that it did not understand.",
  fault: "Something broke in this match on the server, and it was closed. Other matches go on.",
  lost: "The connection is lost, and the server does not answer.",
};

/** The sentence for the end of a match on this device. */
export function closedSentence(reason: CloseReason): string {
  return CLOSED[reason];
}
