import type { Client, Room } from "@colyseus/sdk";
import type { World } from "../../rooms/lib/game.ts";

/** How a match is entered. */
export type Entrance =
  | { readonly kind: "quick"; readonly options?: Readonly<Record<string, unknown>> }
  | { readonly kind: "private"; readonly options?: Readonly<Record<string, unknown>> }
  | { readonly kind: "room"; readonly roomId: string };

export type MatchRoom<W extends World> = Room<unknown, W>;

/** Joins the room that `entrance` leads to. Rejects with the SDK's error, whose message is the server's. */
export async function enterRoom<W extends World>(client: Client, game: string, entrance: Entrance): Promise<MatchRoom<W>> {
  if (entrance.kind === "room") return client.joinById<W>(entrance.roomId);
  if (entrance.kind === "quick") return client.joinOrCreate<W>(game, { ...entrance.options });
  return client.create<W>(game, { ...entrance.options, private: true });
}
