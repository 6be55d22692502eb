import assert from "node:assert/strict";
import type { Api, HeldMatch } from "../net/api.ts";
import { SafeStorage } from "./safe-storage.ts";
import { SignIn } from "./sign-in.ts";

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
    assert.ok(again.ok && again.value.token === "token-2");
  });

  it("takes another name as another guest, but never gives a held seat up for it", async () => {
    const { signIn, guests, hold } = browser();
    await signIn.enter("Livia");
    await signIn.enter("Otho");
    assert.equal(guests.length, 2);
    hold({ id: "m", game: "arena", roomId: "r" });
    const kept = await signIn.enter("Bran");
    assert.equal(guests.length, 2);
    assert.ok(kept.ok && kept.value.match?.roomId === "r");
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
  const kept = new Map<string, string>();
  const guests: string[] = [];
  const names = new Map<string, string>();
  let isAway = false;
  let match: HeldMatch | null = null;
  const player = (token: string) => ({ id: `p-${token}`, name: names.get(token) ?? "", guest: true });
  const nobody = { ok: false, code: "away", message: "" } as const;
  const api: Pick<Api, "guest" | "me"> = {
    async guest(name = "Swift Magpie") {
      if (isAway) return nobody;
      guests.push(name);
      const token = `token-${guests.length}`;
      names.set(token, name);
      return { ok: true, value: { token, player: player(token) } };
    },
    async me(token) {
      if (isAway) return nobody;
      if (!names.has(token)) return { ok: false, code: "identity/token", message: "" };
      return { ok: true, value: { player: player(token), match } };
    },
  };
  const open = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  return {
    signIn: new SignIn(api, new SafeStorage(open)),
    guests,
    refuse: () => names.clear(),
    away(now: boolean) {
      isAway = now;
    },
    hold(seat: HeldMatch) {
      match = seat;
    },
  };
}
