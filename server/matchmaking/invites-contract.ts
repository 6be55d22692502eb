import assert from "node:assert/strict";
import { newInviteCode } from "../ids.ts";
import type { Invites } from "./invites.ts";

/** What every adapter of Invites does. */
export function invitesContract(open: () => Invites): void {
  const to = (roomId: string) => ({ game: "hands", roomId });

  it("[IN-1] leads a code to its room", async () => {
    const [invites, code] = [open(), newInviteCode()];
    assert.equal(await invites.find(code), undefined);
    assert.equal(await invites.open(code, to("room1")), true);
    assert.deepEqual(await invites.find(code), to("room1"));
  });

  it("[IN-2] gives a code to one room alone, though several ask at once", async () => {
    const [invites, code] = [open(), newInviteCode()];
    const opened = await Promise.all(["a", "b", "c"].map((room) => invites.open(code, to(room))));
    assert.equal(opened.filter(Boolean).length, 1);
    assert.deepEqual(await invites.find(code), to(["a", "b", "c"][opened.indexOf(true)] ?? ""));
  });

  it("[IN-3] frees a code for another room", async () => {
    const [invites, code] = [open(), newInviteCode()];
    await invites.open(code, to("room1"));
    await invites.close(code, "room1");
    await invites.close(code, "room1");
    assert.equal(await invites.find(code), undefined);
    assert.equal(await invites.open(code, to("room2")), true);
  });

  it("[IN-4] lets nobody free the code of another room", async () => {
    const [invites, code] = [open(), newInviteCode()];
    await invites.open(code, to("room1"));
    await invites.close(code, "room2");
    assert.deepEqual(await invites.find(code), to("room1"));
  });
}
