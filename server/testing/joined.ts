import type { Room as ClientRoom } from "@colyseus/sdk";
import type { SeatEntry, World } from "../../rooms/lib/game.ts";
import type { TestPlayer } from "./test-server.ts";
import { until } from "./until.ts";

/** A match room as a stock SDK client holds it. */
export type Joined = ClientRoom<unknown, World & { players: Map<string, SeatEntry> }>;

export async function quickPlay(who: TestPlayer, game: string, options: object = {}): Promise<Joined> {
  return settled(await who.client.joinOrCreate(game, options));
}

export async function joinById(who: TestPlayer, roomId: string, options: object = {}): Promise<Joined> {
  return settled(await who.client.joinById(roomId, options));
}

/** The room once its first state has arrived; it reconnects from its first second on. */
export async function settled(joined: unknown): Promise<Joined> {
  const room = joined as Joined;
  room.reconnection.minUptime = 0;
  await until("the first state arrives", () => room.state?.players?.size);
  return room;
}

/** The entry of a player, found as the protocol says: by player id. */
export function own(room: Joined, who: TestPlayer): SeatEntry | undefined {
  return [...(room.state?.players?.values() ?? [])].find((entry) => entry.player === who.player.id);
}
