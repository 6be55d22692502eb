import type { PlayerId, SessionId } from "../ids.ts";

/** Sessions of one player that are over, before their tokens are. */
export interface EndedSessions {
  readonly player: PlayerId;
  /** `all` where the account is deleted: nothing of the player's stays. */
  readonly sessions: readonly SessionId[] | "all";
}

/** Tells every node which sessions have ended, so that no socket outlives its session. A node that misses it knows within seconds by itself that the token is refused. */
export interface SessionEndings {
  /** Returns at once. Telling the same again does no harm. */
  tell(ended: EndedSessions): void;
  /** Calls `listener` with whatever any node tells, this one included, until the function that comes back is called. */
  on(listener: (ended: EndedSessions) => void): () => void;
}

/** Whether a player's session is among those that have ended. */
export function hasEnded({ player, sessions }: EndedSessions, of: { readonly id: PlayerId; readonly session: SessionId }): boolean {
  return player === of.id && (sessions === "all" || sessions.includes(of.session));
}
