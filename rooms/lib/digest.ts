/** A fingerprint of bytes as they are written one after another: 64 bits in two lanes. Finds damage; no defence against a forger. */
export class Digest {
  #a = 0x2545f491;
  #b = 0x6c078965;

  add(bytes: Uint8Array): void {
    let a = this.#a;
    let b = this.#b;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      a = Math.imul(a ^ byte, 0x01000193);
      b = (Math.imul((b << 13) | (b >>> 19), 5) + (a ^ byte)) | 0;
    }
    this.#a = a;
    this.#b = b;
  }

  /** Of all bytes so far, in 8 bytes. */
  value(): Uint8Array {
    const out = new Uint8Array(8);
    const view = new DataView(out.buffer);
    view.setUint32(0, this.#a >>> 0);
    view.setUint32(4, this.#b >>> 0);
    return out;
  }
}
