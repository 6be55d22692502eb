import { type Decoder, Reflection } from "@colyseus/schema";
import { StrictDecoder } from "./strict-decoder.ts";

/** Far above any game's; a hostile schema has more. */
const MOST_TYPES = 256;
const MOST_FIELDS = 2048;
const MOST_BYTES = 256 * 1024;

/**
 * A decoder of the classes that a broadcast's head tells of, in hex digits: the SDK's own way, behind a check, as it would
 * follow a circle of types forever. Throws RangeError where they are damaged or hostile.
 */
export function readHandshake(hex: string, nowMs: () => number): Decoder {
  const bytes = bytesOf(hex);
  const reflection = new Reflection();
  new StrictDecoder(reflection, nowMs).apply(bytes, false);
  const types = [...reflection.types];
  const fields = types.reduce((sum, type) => sum + (type?.fields?.length ?? 0), 0);
  if (types.length === 0 || types.length > MOST_TYPES || fields > MOST_FIELDS) throw new RangeError("the schema has no types, or too many");
  const parents = new Map(types.map((type) => [type.id, type.extendsId as number | undefined]));
  if (parents.size !== types.length || !parents.has(reflection.rootType || 0)) throw new RangeError("the schema has no state");
  for (const id of parents.keys()) {
    let at: number | undefined = id;
    for (let depth = 0; at !== undefined && parents.has(at); depth++) {
      if (depth > MOST_TYPES) throw new RangeError("the types of the schema go in a circle");
      at = parents.get(at);
    }
  }
  try {
    return Reflection.decode(bytes);
  } catch (cause) {
    throw new RangeError("the schema is damaged", { cause });
  }
}

function bytesOf(hex: string): Uint8Array {
  if (hex.length > 2 * MOST_BYTES || hex.length % 2 === 1 || !/^[0-9a-f]*$/i.test(hex)) throw new RangeError("the schema is no hex text");
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
