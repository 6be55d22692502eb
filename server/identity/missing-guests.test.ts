import assert from "node:assert/strict";
import { newPlayerId } from "../ids.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { MissingGuests } from "./missing-guests.ts";

onEachDatabase("guests who only a result knows of", (database) => {
  const [known, missing, deleted] = [newPlayerId(), newPlayerId(), newPlayerId()];
  before(async () => {
    await database().insertInto("players").values({ id: known, name: "Known", name_key: "known", guest: false }).execute();
    await database().insertInto("account_deletions").values({ player: deleted, asked_at: new Date() }).execute();
  });

  it("get a row, once; who has one keeps it, and who was deleted stays so", async () => {
    const guests = new MissingGuests(database());
    const people = [known, missing, deleted].map((player) => ({ player, name: "x'); drop table players" }));
    await Promise.all([guests.keep(people), guests.keep(people), guests.keep([])]);
    const rows = await database().selectFrom("players").select(["id", "name", "guest"]).execute();
    assert.deepEqual(
      rows.toSorted((a, b) => a.name.length - b.name.length),
      [
        { id: known, name: "Known", guest: false },
        { id: missing, name: "x'); drop table players", guest: true },
      ],
    );
  });
});
