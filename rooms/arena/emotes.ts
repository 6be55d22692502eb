import { uint8, uint32 } from "../lib/wire.ts";
import { EMOTE_TICKS } from "./rules.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld } from "./world.ts";

/** Shows the sign that a living player asks for, above it; the next one not before this one has gone. */
export function stepEmotes(world: ArenaWorld, players: readonly ArenaPlayer[], inputs: readonly (ArenaInput | undefined)[]): void {
  for (const player of players) {
    const emote = inputs[player.seat]?.emote ?? 0;
    if (emote === 0 || player.respawn > 0 || isShown(player, world.tick)) continue;
    player.emote = uint8(emote);
    player.emoteTick = uint32(world.tick);
  }
}

/** Whether a player shows a sign at `tick`. */
export function isShown(player: Pick<ArenaPlayer, "emoteTick">, tick: number): boolean {
  return player.emoteTick > 0 && tick - player.emoteTick < EMOTE_TICKS;
}
