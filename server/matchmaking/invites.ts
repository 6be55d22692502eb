import type { InviteCode } from "../ids.ts";

/** The room that a code leads to. */
export interface Invite {
  readonly game: string;
  readonly roomId: string;
}

/** Codes of private matches. */
export interface Invites {
  /** Claims `code`; false where another room has it. */
  open(code: InviteCode, invite: Invite): Promise<boolean>;
  find(code: InviteCode): Promise<Invite | undefined>;
  /** Frees `code` if `roomId` has it. */
  close(code: InviteCode, roomId: string): Promise<void>;
}
