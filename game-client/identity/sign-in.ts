import type { Api, HeldMatch, Issued, SignedInPlayer } from "../net/api.ts";
import type { Answer } from "../net/request.ts";
import { guestName, isOfferedName } from "./guest-name.ts";
import type { SafeStorage } from "./safe-storage.ts";
import type { TabSeats } from "./tab-seats.ts";
import { claimsOf } from "./token-claims.ts";

const TOKEN = "velarium.token";
const NAME = "velarium.name";
/** Set where the kept player has an account. */
const ACCOUNT = "velarium.account";
/** The account that this browser was, whose session has ended. */
const ENDED = "velarium.ended";
/** The guest from before somebody logged in, found again when they log out. */
const GUEST_TOKEN = "velarium.guest.token";
const GUEST_NAME = "velarium.guest.name";
/** Set in a tab whose guest is its own, beside the player that the browser keeps. */
const OWN = "velarium.own";
/** Tokens last 30 days; one visit in that time is enough to stay signed in. */
const RENEW_AFTER_MS = 24 * 3600 * 1000;

export interface Session {
  readonly token: string;
  readonly player: SignedInPlayer;
  readonly match: HeldMatch | null;
  /** Whether another tab sits on the seat: never for a guest, who is somebody else there. */
  readonly elsewhere: boolean;
}

export interface SignInOptions {
  readonly api: Pick<Api, "guest" | "me" | "rename" | "renew">;
  /** Of the browser: who it is, from one visit to the next. */
  readonly storage: SafeStorage;
  /** Of this tab: who it plays as, through reloads. */
  readonly tab: SafeStorage;
  readonly seats: TabSeats;
}

/**
 * Signs this browser in as one player, for good: a guest until somebody registers or logs in. While one tab plays as that
 * guest, another that wants to play becomes a guest of its own; an account is one player in all tabs.
 */
export class SignIn {
  readonly #options: SignInOptions;
  /** Called when `ended` is another. */
  endChanged: () => void = () => {};

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** The name that is offered: the last one, or a generated one that stays until it is changed. */
  get name(): string {
    const kept = this.#place(NAME).get(NAME);
    if (kept !== undefined && kept.trim() !== "") return kept;
    this.name = guestName();
    return this.name;
  }

  set name(name: string) {
    this.#place(OWN).set(NAME, name);
  }

  /** Whether the browser's player has an account, as far as is known without asking. */
  get hasAccount(): boolean {
    return this.#options.storage.get(ACCOUNT) !== undefined && this.#options.tab.get(OWN) === undefined;
  }

  /** The name of the account that is signed out here without having wanted it, until somebody logs in or plays as a guest. */
  get ended(): string | undefined {
    return this.#options.storage.get(ENDED);
  }

  /** Whether a name, a seat and settings are found again at the next visit. */
  get lasts(): boolean {
    return this.#options.storage.lasts;
  }

  /** The kept player with the seat they hold, if no other tab sits on it; undefined where there is none yet. Makes no guest. */
  async known(): Promise<Answer<Session | undefined>> {
    const place = this.#place(TOKEN);
    const token = place.get(TOKEN);
    if (token === undefined) return { ok: true, value: undefined };
    const me = await this.#options.api.me(token);
    if (me.ok) {
      const { player, match } = me.value;
      this.#learn(token, player);
      void this.#renew(TOKEN);
      void this.#renew(GUEST_TOKEN);
      const taken = match !== null && (await this.#options.seats.heldElsewhere(player.id, this.#isTabs));
      const elsewhere = taken && !player.guest;
      return { ok: true, value: { token, player, match: taken && !elsewhere ? null : match, elsewhere } };
    }
    if (me.code !== "identity/token") return me;
    // Somebody else meanwhile: another tab, or another question of this one, was first.
    if (place.get(TOKEN) !== token) return this.known();
    place.remove(TOKEN);
    if (place === this.#options.tab) {
      place.remove(OWN);
      return this.known();
    }
    if (!this.hasAccount) return { ok: true, value: undefined };
    const account = place.get(NAME) ?? "";
    this.forget();
    this.#end(account);
    return this.known();
  }

  /** What `ask` gives to whoever `token` is; where that session has ended, what it gives to who this browser is then. */
  async asking<T>(token: string | undefined, ask: (token: string | undefined) => Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = await ask(token);
    if (token === undefined || answer.ok || answer.code !== "identity/token") return answer;
    const known = await this.known();
    return known.ok ? ask(known.value?.token) : known;
  }

  /** Whoever of this browser holds a seat: the kept player, or the guest from before the log-in, whose match goes on; else as `known`. */
  async held(): Promise<Answer<Session | undefined>> {
    const known = await this.known();
    const { storage, seats } = this.#options;
    const token = storage.get(GUEST_TOKEN);
    if (!known.ok || !known.value || known.value.match || token === undefined || this.#isTabs) return known;
    const guest = await this.#options.api.me(token);
    if (!guest.ok || !guest.value.match || (await seats.heldElsewhere(guest.value.player.id, false))) return known;
    return { ok: true, value: { token, ...guest.value, elsewhere: false } };
  }

  /** The seat that the player of `token` still holds. */
  async heldBy(token: string): Promise<Answer<HeldMatch | null>> {
    const me = await this.#options.api.me(token);
    return me.ok ? { ok: true, value: me.value.match } : me;
  }

  /**
   * Somebody to play as, under `name` where it is a guest; until `release` no other tab plays as the same guest. Where an
   * account turns out to be signed out it is refused with `identity/token`, once: its player may not want to be a guest.
   */
  async enter(name: string): Promise<Answer<Session>> {
    const { ended } = this;
    // Without a name somebody returns to a seat.
    const known = await (name.trim() === "" ? this.held() : this.known());
    if (!known.ok) return known;
    if (this.ended !== ended) return { ok: false, code: "identity/token", message: "" };
    const wanted = name.trim() === ended ? this.name : name.trim();
    const session = known.value;
    if (!session) return this.#newGuest(wanted, this.#options.storage);
    const { player, token } = session;
    const held = await this.#options.seats.hold(player.id, this.#isTabs);
    if (!held && player.guest) return this.#newGuest(wanted === player.name ? guestName() : wanted, this.#options.tab);
    this.#options.tab.set(TOKEN, token);
    if (!player.guest || session.match || wanted === "" || wanted === player.name) return { ok: true, value: session };
    const renamed = await this.#options.api.rename(token, wanted);
    if (!renamed.ok) return renamed;
    this.name = renamed.value.name;
    return { ok: true, value: { ...session, player: renamed.value } };
  }

  /** Whoever plays now has heard that their account is signed out. */
  played(): void {
    if (this.ended !== undefined) this.#end(undefined);
  }

  /** This tab plays no longer. */
  release(): void {
    const { seats, tab } = this.#options;
    seats.release();
    if (tab.get(OWN) === undefined) tab.remove(TOKEN);
  }

  /** From now on this browser is the player of `issued`. Another guest that it was is set aside, and comes back after `forget`. */
  adopt({ token, player }: Issued): void {
    const { storage, tab } = this.#options;
    const before = storage.get(TOKEN);
    const claims = before === undefined ? undefined : claimsOf(before);
    if (before !== undefined && claims?.guest && claims.player !== player.id) {
      storage.set(GUEST_TOKEN, before);
      storage.set(GUEST_NAME, storage.get(NAME) ?? "");
    }
    for (const key of [TOKEN, NAME, OWN]) tab.remove(key);
    storage.set(TOKEN, token);
    this.#learn(token, player);
    this.#end(undefined);
  }

  /** Another token of the player that this tab is. */
  renewed(token: string): void {
    this.#place(TOKEN).set(TOKEN, token);
  }

  /** This browser is its player no longer; who was a guest before is that guest again. */
  forget(): void {
    const { storage, tab } = this.#options;
    const own = tab.get(OWN) !== undefined;
    for (const key of [TOKEN, NAME, OWN]) tab.remove(key);
    if (own) return;
    for (const key of [TOKEN, NAME, ACCOUNT]) storage.remove(key);
    const guest = storage.get(GUEST_TOKEN);
    if (guest === undefined) return;
    storage.set(TOKEN, guest);
    storage.set(NAME, storage.get(GUEST_NAME) ?? "");
    for (const key of [GUEST_TOKEN, GUEST_NAME]) storage.remove(key);
  }

  #end(account: string | undefined): void {
    const { storage } = this.#options;
    if (account === undefined) storage.remove(ENDED);
    else storage.set(ENDED, account);
    this.endChanged();
  }

  async #newGuest(name: string, place: SafeStorage): Promise<Answer<Session>> {
    const { api, tab, seats } = this.#options;
    let guest = await api.guest(name === "" ? undefined : name);
    // Somebody has an account under the name that was offered: any other does.
    if (!guest.ok && guest.code === "identity/name-taken" && isOfferedName(name)) guest = await api.guest(undefined);
    if (!guest.ok) return guest;
    const { token, player } = guest.value;
    if (place === tab) tab.set(OWN, "1");
    tab.set(TOKEN, token);
    place.set(TOKEN, token);
    place.set(NAME, player.name);
    await seats.hold(player.id, false);
    return { ok: true, value: { token, player, match: null, elsewhere: false } };
  }

  /** Also of the guest that is set aside: they come back however long after. */
  async #renew(key: typeof TOKEN | typeof GUEST_TOKEN): Promise<void> {
    const token = this.#place(key).get(key);
    const claims = token === undefined ? undefined : claimsOf(token);
    if (token === undefined || !claims || Date.now() - claims.issuedAtMs < RENEW_AFTER_MS) return;
    const renewed = await this.#options.api.renew(token);
    const { storage, tab } = this.#options;
    if (renewed.ok) for (const place of [storage, tab]) if (place.get(key) === token) place.set(key, renewed.value.token);
  }

  /** Remembers what the first page shows before anybody is asked. */
  #learn(token: string, player: SignedInPlayer): void {
    const { storage } = this.#options;
    if (storage.get(TOKEN) !== token) return;
    if (player.guest) storage.remove(ACCOUNT);
    else {
      storage.set(ACCOUNT, "1");
      storage.set(NAME, player.name);
    }
  }

  /** Whether this tab has said as whom it plays. */
  get #isTabs(): boolean {
    return this.#options.tab.get(TOKEN) !== undefined;
  }

  /** Where `key` is kept that counts in this tab. */
  #place(key: string): SafeStorage {
    return this.#options.tab.get(key) === undefined ? this.#options.storage : this.#options.tab;
  }
}
