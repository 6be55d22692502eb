import { liveMatches } from "./live-match.ts";

/** Who plays in public now, and in which match; nobody where the server does not say. */
export async function playersNow(): Promise<ReadonlyMap<string, string>> {
  const live = await liveMatches();
  const playing = new Map<string, string>();
  if (!live.ok) return playing;
  for (const { id, leaders } of live.value) for (const { player } of leaders) if (player !== "") playing.set(player, id);
  return playing;
}
