import { Decoder, type Schema, type TypeContext } from "@colyseus/schema";

/** The largest full state that was measured has 4 kB; larger frames of a hostile broadcast cost time that grows with their square. */
const MOST_FRAME_BYTES = 256 * 1024;
/** A frame takes 0.1 ms; one that takes this long does so on purpose. */
const MOST_FRAME_MS = 1500;

/** Decodes states and patches that may come from anywhere: what the SDK's decoder skips with a warning ends it here. */
export class StrictDecoder<T extends Schema> extends Decoder<T> {
  readonly #nowMs: () => number;
  #untilMs = Number.POSITIVE_INFINITY;

  /** `nowMs` is a clock that only grows: a frame that takes too long is given up. */
  constructor(state: T, nowMs: () => number, context?: TypeContext) {
    super(state, context);
    this.#nowMs = nowMs;
  }

  /** Applies the bytes of one frame; `whole` ones are all there is. Throws RangeError where they are damaged. */
  apply(bytes: Uint8Array, whole: boolean): void {
    if (bytes.length > MOST_FRAME_BYTES) throw new RangeError(`a frame of ${bytes.length} bytes is larger than any that is written`);
    const at = { offset: 0 };
    this.#guard();
    this.#untilMs = this.#nowMs() + MOST_FRAME_MS;
    try {
      if (whole) this.decodeResync(bytes, at);
      else this.decode(bytes, at);
    } catch (cause) {
      throw cause instanceof RangeError ? cause : new RangeError("a frame is damaged", { cause });
    }
    if (at.offset !== bytes.length) throw new RangeError("a frame ends too early");
  }

  override skipCurrentStructure(): void {
    throw new RangeError("a frame is about something that does not exist");
  }

  /** Every structure that is added or removed passes here. */
  #guard(): void {
    const { root } = this;
    if (Object.hasOwn(root, "addRef")) return;
    const { addRef, removeRef } = root;
    root.addRef = (...args) => {
      this.#checkTime();
      addRef.apply(root, args);
    };
    root.removeRef = (...args) => {
      this.#checkTime();
      removeRef.apply(root, args);
    };
  }

  #checkTime(): void {
    if (this.#nowMs() > this.#untilMs) throw new RangeError("a frame takes too long");
  }
}
