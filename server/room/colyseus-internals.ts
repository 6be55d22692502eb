import { type Client, getMessageBytes, Protocol, ProtocolModifier, type Room } from "@colyseus/core";

/** What GameRoom uses of Room beyond its public surface; `colyseus-internals.test.ts` holds each of them. */
interface Internals {
  _onMessage(client: Client, bytes: Buffer): void;
  sendFullState(client: Client): void;
  _reserveSeat(
    sessionId: string,
    options: unknown,
    auth: unknown,
    seconds: number | undefined,
    reconnection: boolean,
    devToken?: string,
  ): Promise<boolean>;
  _reservedSeats: Record<string, unknown>;
  _listing: Record<string, unknown>;
  broadcastMessageType(type: string | number, message: unknown, options?: object): void;
}

function internals(room: Room): Internals {
  return room as unknown as Internals;
}

/** Lets `guard` decide on every frame of a client before Colyseus reads it. */
export function guardFrames(room: Room, guard: (client: Client, bytes: Buffer, pass: () => void) => void): void {
  const inner = internals(room);
  const original = inner._onMessage.bind(room);
  inner._onMessage = (client, bytes) => guard(client, bytes, () => original(client, bytes));
}

/** Lets `guard` decide when a client that has joined or come back gets the whole state. */
export function guardFirstStates(room: Room, guard: (send: () => void) => void): void {
  const inner = internals(room);
  const original = inner.sendFullState.bind(room);
  inner.sendFullState = (client) => guard(() => original(client));
}

/** Lets `admit` decide on every new reservation (not on seats kept for a reconnection) before Colyseus makes it. */
export function guardReservations(room: Room, admit: (sessionId: string, auth: unknown) => boolean): void {
  const inner = internals(room);
  const original = inner._reserveSeat.bind(room);
  inner._reserveSeat = async (sessionId, options, auth, seconds, reconnection, devToken) => {
    if (!reconnection && !admit(sessionId, auth)) return false;
    // A room made anew by the development server: its clients join again by token, as no socket of theirs knows its state.
    if (devToken !== undefined) return false;
    return original(sessionId, options, auth, seconds, reconnection ?? false, devToken);
  };
}

/** Makes clients stamp their inputs with the time at which they drew the others; an empty group of rewind, which records nothing, does. */
export function stampInputs(room: Room): void {
  room.allowRewindState().attachAll(new Map<string, object>() as never, { fields: [], mode: "snapshot" });
}

/** True while a reservation waits for its socket. */
export function isReserved(room: Room, sessionId: string): boolean {
  return internals(room)._reservedSeats[sessionId] !== undefined;
}

/** What the room's `onAuth` gave for who a seat is kept for, new or lost; undefined where none is. */
export function reservedAuth(room: Room, sessionId: string): unknown {
  const reserved = internals(room)._reservedSeats[sessionId] as readonly unknown[] | undefined;
  return reserved?.[1];
}

/** Writes what quick play may be filtered by into the row that others find this room by; call it in `onCreate`. */
export function listOptions(room: Room, options: Readonly<Record<string, unknown>>): void {
  Object.assign(internals(room)._listing, options);
}

/** Lets `hear` have every message that the room sends to everybody: its type and payload, as they are on the wire. */
export function hearBroadcasts(room: Room, hear: (bytes: Uint8Array) => void): void {
  const inner = internals(room);
  const original = inner.broadcastMessageType.bind(room);
  inner.broadcastMessageType = (type, message, options) => {
    hear(Uint8Array.from(getMessageBytes.raw(Protocol.ROOM_DATA, type, message)).subarray(1));
    original(type, message, options);
  };
}

/** Time and acknowledged input of a timed frame. */
const TIMED_PREFIX_BYTES = 8;

/** A state or patch without its protocol byte and its recipient's timing. */
export function schemaBytes(frame: Uint8Array): Uint8Array {
  const timed = ((frame[0] ?? 0) & ProtocolModifier.TIMED) !== 0;
  return frame.subarray(timed ? 1 + TIMED_PREFIX_BYTES : 1);
}
