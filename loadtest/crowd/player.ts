import type { Room } from "@colyseus/sdk";
import { httpApi } from "../../game-client/net/api.ts";
import type { Entrance } from "../../game-client/net/enter.ts";
import type { Sample } from "../../game-client/net/live-room.ts";
import { type MatchConnection, openMatch } from "../../game-client/net/match-connection.ts";
import type { AnyGame, BotLevel, World } from "../../rooms/lib/game.ts";
import { WatchedClient } from "./watched-client.ts";

/** Someone signed in, on one device. */
export interface Guest {
  readonly url: string;
  readonly token: string;
  readonly id: string;
}

/** A match from one device's side, over the netcode that people play with. */
export interface Player {
  readonly guest: Guest;
  readonly match: MatchConnection;
  /** The SDK's room under the match. */
  readonly room: Room;
  /** Ends this device as a closed tab does: it does not come back by itself. */
  vanish(): void;
}

/** Signs a new guest in at `url`; throws where the server refuses. */
export async function newGuest(url: string): Promise<Guest> {
  const answer = await httpApi(url).guest(undefined);
  if (!answer.ok) throw new Error(`no guest: ${answer.code} ${answer.message}`);
  return { url, token: answer.value.token, id: answer.value.player.id };
}

/** Enters a match as `guest`, by way of `url`; rejects where the server refuses. */
export async function enterMatch(game: AnyGame, guest: Guest, entrance: Entrance, url = guest.url): Promise<Player> {
  const client = new WatchedClient(url, guest.token);
  const api = httpApi(url);
  let gone = false;
  const match = await openMatch<World, object, object>({
    client,
    game,
    player: guest.id,
    entrance,
    heldMatch: async () => {
      if (gone) return { ok: true, value: null };
      const me = await api.me(guest.token);
      return me.ok ? { ok: true, value: me.value.match } : me;
    },
  });
  return {
    guest,
    match,
    get room() {
      if (!client.room) throw new Error("a match without a room");
      return client.room;
    },
    vanish() {
      gone = true;
      if (client.room) client.room.reconnection.enabled = false;
    },
  };
}

/** Controls in the hand of the game's own bot, which sees what this client has decoded. */
export function botControls(game: AnyGame, seed: number, level: BotLevel, match: () => MatchConnection): Sample<World, object> {
  let bot = game.bot(seed, 0, level);
  let seat = -1;
  return (input, state) => {
    const own = match().self?.seat ?? -1;
    if (own !== seat) bot = game.bot(seed, own, level);
    seat = own;
    Object.assign(input, bot.input(state));
  };
}
