import { Client, type Room } from "@colyseus/sdk";

/** The stock SDK client; remembers the room it entered last, which the netcode on top of it keeps to itself. */
export class WatchedClient extends Client {
  room: Room | undefined;

  constructor(url: string, token: string) {
    super(url);
    this.auth.token = token;
  }

  override async consumeSeatReservation<T>(
    reservation: Parameters<Client["consumeSeatReservation"]>[0],
    rootSchema?: Parameters<typeof Client.prototype.consumeSeatReservation<T>>[1],
  ): Promise<Room<unknown, T>> {
    const room = await super.consumeSeatReservation<T>(reservation, rootSchema);
    this.room = room as unknown as Room;
    return room;
  }
}
