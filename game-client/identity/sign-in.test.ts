import assert from "node:assert/strict";
import type { HeldMatch, SignedInPlayer } from "../net/api.ts";
import { SafeStorage, type TextStorage } from "./safe-storage.ts";
import { SignIn, type SignInOptions } from "./sign-in.ts";
import type { TabSeats } from "./tab-seats.ts";

describe("signing in", () => {
  it("makes one guest and stays that guest", async () => {
    const { signIn, guests } = browser();
    const first = await signIn.enter("Livia");
    const second = await signIn.enter("Livia");
    assert.equal(guests.length, 1);
    assert.ok(first.ok && second.ok && first.value.player.id === second.value.player.id);
    assert.equal(signIn.name, "Livia");
  });

  it("makes no guest before somebody plays", async () => {
    const { signIn, guests } = browser();
    assert.deepEqual(await signIn.known(), { ok: true, value: undefined });
    assert.equal(guests.length, 0);
  });

  it("makes a new guest by itself when the token is refused", async () => {
    const { signIn, guests, refuse } = browser();
    await signIn.enter("Livia");
    refuse();
    const again = await signIn.enter("Livia");
    assert.equal(guests.length, 2);
    assert.ok(again.ok && again.value.player.id === "p-1");
  });

  it("takes another name as the same guest, but not in the middle of a match", async () => {
    const { signIn, guests, hold } = browser();
    await signIn.enter("Livia");
    const renamed = await signIn.enter("Otho");
    assert.equal(guests.length, 1);
    assert.ok(renamed.ok && renamed.value.player.name === "Otho");
    hold({ id: "m", game: "arena", roomId: "r" });
    const kept = await signIn.enter("Bran");
    assert.ok(kept.ok && kept.value.match?.roomId === "r" && kept.value.player.name === "Otho");
  });

  it("makes a guest of its own in a tab beside one that plays, and stays that guest through a reload", async () => {
    const first = browser();
    const one = await first.signIn.enter("Livia");
    const second = first.anotherTab();
    const two = await second.signIn.enter("Livia");
    assert.ok(one.ok && two.ok && one.value.player.id !== two.value.player.id);
    assert.notEqual(two.value.player.name, "Livia");
    const reloaded = await second.reload().enter(two.value.player.name);
    assert.ok(reloaded.ok && reloaded.value.player.id === two.value.player.id);
    assert.deepEqual(first.signIn.name, "Livia");
  });

  it("is the same guest in a second tab once the first plays no longer", async () => {
    const first = browser();
    const one = await first.signIn.enter("Livia");
    first.signIn.release();
    const two = await first.anotherTab().signIn.enter("Livia");
    assert.ok(one.ok && two.ok && one.value.player.id === two.value.player.id);
  });

  it("offers a seat to no tab while another one sits on it", async () => {
    const first = browser();
    await first.signIn.enter("Livia");
    first.hold({ id: "m", game: "arena", roomId: "r" });
    const second = first.anotherTab();
    const looked = await second.signIn.known();
    assert.ok(looked.ok && looked.value?.match === null);
    first.signIn.release();
    const freed = await second.signIn.known();
    assert.ok(freed.ok && freed.value?.match?.roomId === "r");
  });

  it("is one player in all tabs where it has an account", async () => {
    const first = browser();
    first.signIn.adopt(first.account("Drusilla"));
    const one = await first.signIn.enter("ignored");
    const two = await first.anotherTab().signIn.enter("");
    assert.ok(one.ok && two.ok && one.value.player.id === two.value.player.id);
    assert.equal(one.value.player.name, "Drusilla");
    assert.ok(first.signIn.hasAccount);
  });

  it("finds the guest from before a log-in again after logging out", async () => {
    const { signIn, account } = browser();
    const guest = await signIn.enter("Livia");
    signIn.release();
    signIn.adopt(account("Drusilla"));
    assert.equal(signIn.name, "Drusilla");
    signIn.forget();
    const back = await signIn.known();
    assert.ok(guest.ok && back.ok && back.value?.player.id === guest.value.player.id);
    assert.deepEqual([signIn.name, signIn.hasAccount], ["Livia", false]);
  });

  it("leads back to the match that a guest was in before the log-in, and to the account after it", async () => {
    const { signIn, account, hold } = browser();
    const guest = await signIn.enter("Livia");
    assert.ok(guest.ok);
    signIn.release();
    const match = { id: "m", game: "arena", roomId: "r" };
    hold(match, guest.value.player.id);
    signIn.adopt(account("Drusilla"));
    const known = await signIn.known();
    assert.ok(known.ok && known.value?.player.name === "Drusilla" && known.value.match === null, "the account itself has no seat");
    const found = await signIn.held();
    assert.ok(found.ok && found.value?.player.id === guest.value.player.id && found.value.match?.roomId === "r");
    const back = await signIn.enter("");
    assert.ok(back.ok && back.value.token === guest.value.token);
    assert.ok(signIn.hasAccount);
    hold(null, guest.value.player.id);
    signIn.release();
    const after = await signIn.enter("");
    assert.ok(after.ok && after.value.player.name === "Drusilla");
  });

  it("forgets an account whose session has ended, and says which until somebody plays or logs in", async () => {
    const { signIn, reload, account, refuse } = browser();
    const told: (string | undefined)[] = [];
    signIn.adopt(account("Drusilla"));
    signIn.endChanged = () => told.push(signIn.ended);
    refuse();
    assert.deepEqual(await Promise.all([signIn.known(), signIn.known()]), [
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ]);
    assert.deepEqual([signIn.hasAccount, told, reload().ended], [false, ["Drusilla"], "Drusilla"]);
    assert.notEqual(signIn.name, "Drusilla");
    const guest = await signIn.enter("Drusilla");
    assert.ok(guest.ok && guest.value.player.name === signIn.name && guest.value.player.name !== "Drusilla");
    signIn.played();
    assert.equal(signIn.ended, undefined);
    signIn.adopt(account("Livilla"));
    refuse();
    await signIn.known();
    assert.equal(signIn.ended, "Livilla");
    signIn.adopt(account("Livilla"));
    assert.equal(signIn.ended, undefined);
  });

  it("lets nobody play as a guest who did not know yet that their account is signed out", async () => {
    const { signIn, guests, account, refuse } = browser();
    signIn.adopt(account("Drusilla"));
    refuse();
    const refused = await signIn.enter("Drusilla");
    assert.ok(!refused.ok && refused.code === "identity/token");
    assert.equal(guests.length, 0);
    assert.ok((await signIn.enter(signIn.name)).ok);
  });

  it("says nothing of a guest whose token is good no longer", async () => {
    const { signIn, refuse } = browser();
    await signIn.enter("Livia");
    refuse();
    await signIn.known();
    assert.deepEqual([signIn.ended, signIn.name], [undefined, "Livia"]);
  });

  it("asks again as who it is then, where an answer says that the session has ended", async () => {
    const { signIn, account, refuse } = browser();
    const { token } = account("Drusilla");
    signIn.adopt({ token, player: { id: "p-1", name: "Drusilla", guest: false } });
    refuse();
    const asked: (string | undefined)[] = [];
    const answer = await signIn.asking(token, async (each) => {
      asked.push(each);
      return each === undefined ? { ok: true, value: "public" } : { ok: false, code: "identity/token", message: "" };
    });
    assert.deepEqual([answer, asked, signIn.ended], [{ ok: true, value: "public" }, [token, undefined], "Drusilla"]);
  });

  it("takes any other name where somebody has the one that was offered, and none where it was chosen", async () => {
    const { signIn, guests, account } = browser();
    signIn.name = "Quick Fox";
    for (const name of ["Quick Fox", "Livia"]) account(name);
    const chosen = await signIn.enter("Livia");
    assert.ok(!chosen.ok && chosen.code === "identity/name-taken");
    const offered = await signIn.enter("Quick Fox");
    assert.ok(offered.ok && offered.value.player.name === "Swift Magpie");
    assert.deepEqual([signIn.name, guests], ["Swift Magpie", ["Swift Magpie"]]);
  });

  it("keeps the token while the server is away", async () => {
    const { signIn, guests, away } = browser();
    await signIn.enter("Livia");
    away(true);
    const failed = await signIn.enter("Livia");
    assert.ok(!failed.ok && failed.code === "away");
    away(false);
    await signIn.enter("Livia");
    assert.equal(guests.length, 1);
  });
});

/** A browser with empty storage, and a server that knows the tokens it gave out. */
function browser() {
  const shared = storage();
  const guests: string[] = [];
  const players = new Map<string, SignedInPlayer>();
  const held = new Map<string, object>();
  let isAway = false;
  const seats = new Map<string, HeldMatch | null>();
  const nobody = { ok: false, code: "away", message: "" } as const;
  const issue = (name: string, guest: boolean) => {
    const player = { id: `p-${players.size + 1}`, name, guest };
    const claims = btoa(JSON.stringify({ sub: player.id, guest, iat: Date.now() / 1000 }));
    const token = `token-${players.size + 1}.${claims}.x`;
    players.set(token, player);
    return { token, player };
  };
  const api: SignInOptions["api"] = {
    async guest(name = "Swift Magpie") {
      if (isAway) return nobody;
      if ([...players.values()].some((each) => !each.guest && each.name === name)) return { ok: false, code: "identity/name-taken", message: "" };
      guests.push(name);
      return { ok: true, value: issue(name, true) };
    },
    async me(token) {
      if (isAway) return nobody;
      const player = players.get(token);
      return player
        ? { ok: true, value: { player, match: seats.get(player.id) ?? seats.get("anybody") ?? null } }
        : { ok: false, code: "identity/token", message: "" };
    },
    async rename(token, name) {
      const player = { ...(players.get(token) ?? { id: "", guest: true }), name };
      players.set(token, player);
      return { ok: true, value: player };
    },
    async renew() {
      return nobody;
    },
  };
  const openTab = () => {
    const own = storage();
    const tab = {};
    const tabSeats: TabSeats = {
      async hold(player) {
        if ((held.get(player) ?? tab) !== tab) return false;
        held.set(player, tab);
        return true;
      },
      heldElsewhere: async (player) => (held.get(player) ?? tab) !== tab,
      release() {
        for (const [player, by] of held) if (by === tab) held.delete(player);
      },
    };
    const load = () => new SignIn({ api, storage: new SafeStorage(() => shared), tab: new SafeStorage(() => own), seats: tabSeats });
    return { signIn: load(), reload: load };
  };
  return {
    ...openTab(),
    anotherTab: openTab,
    account: (name: string) => issue(name, false),
    guests,
    refuse: () => players.clear(),
    away(now: boolean) {
      isAway = now;
    },
    hold(seat: HeldMatch | null, player = "anybody") {
      seats.set(player, seat);
    },
  };
}

function storage(): TextStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
