import assert from "node:assert/strict";
import { newMatchId, newPlayerId } from "../ids.ts";
import type { HeldSeat, HeldSeats } from "./held-seats.ts";

/** What every adapter of HeldSeats does. */
export function heldSeatsContract(open: () => HeldSeats): void {
  const seat = (roomId: string): HeldSeat => ({ id: newMatchId(), game: "hands", roomId });

  it("[HS-1] knows nothing of a player who holds no seat", async () => {
    assert.equal(await open().of(newPlayerId()), undefined);
  });

  it("[HS-2] tells the seat a player holds", async () => {
    const [seats, player, held] = [open(), newPlayerId(), seat("room1")];
    await seats.hold(player, held);
    assert.deepEqual(await seats.of(player), held);
    assert.equal(await seats.of(newPlayerId()), undefined);
  });

  it("[HS-3] keeps the newest seat alone", async () => {
    const [seats, player, newest] = [open(), newPlayerId(), seat("room2")];
    await seats.hold(player, seat("room1"));
    await seats.hold(player, newest);
    assert.deepEqual(await seats.of(player), newest);
    await seats.release(player, "room2");
    assert.equal(await seats.of(player), undefined);
  });

  it("[HS-4] replaces the match of a room that plays another one", async () => {
    const [seats, player, second] = [open(), newPlayerId(), seat("room1")];
    await seats.hold(player, seat("room1"));
    await seats.hold(player, second);
    assert.deepEqual(await seats.of(player), second);
  });

  it("[HS-5] forgets a released seat, and repeating that changes nothing", async () => {
    const [seats, player] = [open(), newPlayerId()];
    await seats.hold(player, seat("room1"));
    await seats.release(player, "room1");
    await seats.release(player, "room1");
    assert.equal(await seats.of(player), undefined);
  });

  it("[HS-6] ignores the release of a room that the player has left for another, whatever the order of arrival", async () => {
    const [seats, player, held] = [open(), newPlayerId(), seat("room2")];
    await seats.hold(player, seat("room1"));
    await Promise.all([seats.release(player, "room1"), seats.hold(player, held), seats.release(player, "room1")]);
    assert.deepEqual(await seats.of(player), held);
  });
}
