import { AppError } from "../errors.ts";
import { type InviteCode, newInviteCode } from "../ids.ts";
import type { Invites } from "../matchmaking/invites.ts";

const ATTEMPTS = 20;

/** Opens a code that leads to a room; a code that is taken is left to whoever has it. */
export async function openInvite(invites: Invites, target: Parameters<Invites["open"]>[1]): Promise<InviteCode> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const code = newInviteCode();
    if (await invites.open(code, target)) return code;
  }
  throw new AppError("server/fault", "No free code was found: try again.");
}
