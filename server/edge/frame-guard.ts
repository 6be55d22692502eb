import { Protocol, ProtocolModifier } from "@colyseus/core";
import type { Scalar } from "../../rooms/lib/layout.ts";
import { FrameReader } from "./frame-reader.ts";
import { skipMessagePack } from "./message-pack.ts";

/** What a frame is, in one word that a metric can be labelled with. */
export type FrameVerdict = "ok" | "empty" | "opcode" | "length" | "stamp" | "input" | "type" | "payload" | "too-large";

/** Beyond the input, a game needs a vote or a line of chat. */
const MAX_MESSAGE_BYTES = 2048;
const MAX_TYPE_LENGTH = 64;
/** A stamp is a difference of two times of the room in ms, which are uint32 on a stock client; the first one is absolute. */
const MAX_STAMP = 2 ** 32;

const CODE_MASK = 0x1f;
const SIZES: Readonly<Record<string, number>> = { boolean: 1, uint8: 1, int8: 1, uint16: 2, int16: 2, uint32: 4, int32: 4, float32: 4, float64: 8 };
/** Operations of an input: a field gets its first or another value. Nothing is ever deleted from one. */
const REPLACE = 0;
const ADD = 128;

/**
 * Reads a client's frame from its first byte to its last before any decoder does. Only what a stock client can send is
 * "ok"; `fields` are those of the room's input. Pure and bounded by the length of the frame.
 */
export function checkFrame(bytes: Uint8Array, fields: readonly Scalar[]): FrameVerdict {
  const first = bytes[0];
  if (first === undefined) return "empty";
  const timed = (first & ~CODE_MASK) === ProtocolModifier.TIMED;
  const reader = new FrameReader(bytes, 1);
  if (first === Protocol.ROOM_INPUT_RELIABLE || (timed && (first & CODE_MASK) === Protocol.ROOM_INPUT_RELIABLE))
    return checkInput(reader, timed, fields);
  if (first === Protocol.JOIN_ROOM || first === Protocol.LEAVE_ROOM || first === Protocol.PING) return bytes.length === 1 ? "ok" : "length";
  if (first !== Protocol.ROOM_DATA && first !== Protocol.ROOM_REQUEST) return "opcode";
  if (bytes.length > MAX_MESSAGE_BYTES) return "too-large";
  if (first === Protocol.ROOM_REQUEST && !isRequestId(reader.number())) return "payload";
  return checkMessage(reader);
}

function checkInput(reader: FrameReader, timed: boolean, fields: readonly Scalar[]): FrameVerdict {
  // GameRoom attaches its rewind in snapshot mode alone, whose stamp is one number.
  if (timed && !isStamp(reader.number())) return "stamp";
  for (let count = 0; !reader.atEnd; count++) {
    const head = reader.byte() ?? 0;
    const operation = head & 0xc0;
    const size = SIZES[fields[head & 0x3f]?.type ?? ""];
    if (count >= fields.length || (operation !== REPLACE && operation !== ADD) || size === undefined || !reader.skip(size)) return "input";
  }
  return "ok";
}

function checkMessage(reader: FrameReader): FrameVerdict {
  const type = reader.shortText();
  if (type === undefined || type.length === 0 || type.length > MAX_TYPE_LENGTH) return "type";
  if (!reader.atEnd && !(skipMessagePack(reader) && reader.atEnd)) return "payload";
  return "ok";
}

function isStamp(value: number | undefined): boolean {
  return value !== undefined && Number.isFinite(value) && Math.abs(value) <= MAX_STAMP;
}

function isRequestId(value: number | undefined): boolean {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}
