/** Why a match is over for this device; "missed" where it ended while the line was down, "stopped" where it ended with its server. */
export type CloseReason = "elsewhere" | "left" | "over" | "missed" | "refused" | "fault" | "lost" | "signedOut" | "stopped";

/** The SDK reconnects by itself after this one: our way to tell it that a line is dead. */
export const TRY_AGAIN = 4010;

/** The final close codes of docs/protocol.md. */
const REASONS: Readonly<Record<number, CloseReason>> = {
  4000: "left",
  4001: "stopped",
  4002: "refused",
  4100: "elsewhere",
  4101: "over",
  4102: "fault",
  4103: "signedOut",
};

/** What a final close means; "again" where the seat may still be ours and is to be asked for. */
export function closeReasonOf(code: number): CloseReason | "again" {
  return REASONS[code] ?? "again";
}
