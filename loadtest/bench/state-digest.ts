import { createHash } from "node:crypto";
import { stateText } from "../../server/testing/state-log.ts";

/** Equal for equal states, whatever order their maps are in. */
export function stateDigest(state: { toJSON(): unknown }): string {
  return createHash("sha1").update(stateText(state)).digest("base64");
}
