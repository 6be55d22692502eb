import { type AssistTarget, assistedAim, isTarget } from "../../../rooms/arena/assist.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { type ArenaMatch, entries, ownEntry } from "./arena-match.ts";

/** The aim with which the rules will let our shot go, as far as this page knows where everybody is. */
export function assistedShot(match: ArenaMatch, aim: number, weapon: "bolt" | "beam"): number {
  const own = ownEntry(match);
  const body = match.predicted;
  if (!own || !body) return aim;
  const { drawn, ours } = match.ticks;
  // A beam is judged where the others are drawn; a bolt meets them where they are when the input arrives.
  const ahead = weapon === "bolt" ? ours - drawn : 0;
  const targets: AssistTarget[] = [];
  for (const [, player] of entries(match.state.players)) {
    if (!isTarget(player, own.team)) continue;
    const { vx, vy } = player;
    targets.push({ x: match.value("players", player, "x") + vx * ahead, y: match.value("players", player, "y") + vy * ahead, vx, vy });
  }
  return assistedAim(mapById(match.state.map), { x: Number(body.x), y: Number(body.y) }, aim, targets, weapon);
}
