import assert from "node:assert/strict";
import { Protocol } from "@colyseus/core";
import * as ws from "ws";
import { wireFrame } from "./wire-frame.ts";

/** Its types leave this out. */
const { Sender } = ws as unknown as { readonly Sender: { frame(data: Buffer, options: object): Buffer[] } };

describe("a frame for the wire", () => {
  it("is framed as `ws` does it, whatever its length", () => {
    for (const length of [0, 1, 124, 125, 126, 65534, 65535, 200_000]) {
      const { wire, framed } = wireFrame({ kind: "patch", tick: 1, atMs: 2, bytes: Buffer.alloc(length, 7) });
      assert.equal(wire.length, length + 1);
      assert.equal(wire[0], Protocol.ROOM_STATE_PATCH);
      const theirs = Sender.frame(wire, { fin: true, rsv1: false, opcode: 2, mask: false, readOnly: false });
      assert.ok(framed.equals(Buffer.concat(theirs)), `${length} bytes`);
    }
  });
});
