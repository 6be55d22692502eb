import type { Answer, Api, HeldMatch, SignedInPlayer } from "../net/api.ts";
import { guestName } from "./guest-name.ts";
import type { SafeStorage } from "./safe-storage.ts";

const TOKEN = "velarium.token";
const NAME = "velarium.name";

export interface Session {
  readonly token: string;
  readonly player: SignedInPlayer;
  readonly match: HeldMatch | null;
}

/** Signs this browser in as one guest, for good: every tab is the same player, on purpose. */
export class SignIn {
  readonly #api: Pick<Api, "guest" | "me">;
  readonly #storage: SafeStorage;

  constructor(api: Pick<Api, "guest" | "me">, storage: SafeStorage) {
    this.#api = api;
    this.#storage = storage;
  }

  /** The name that is offered: the last one, or a generated one that stays until it is changed. */
  get name(): string {
    const kept = this.#storage.get(NAME);
    if (kept !== undefined && kept.trim() !== "") return kept;
    this.name = guestName();
    return this.name;
  }

  set name(name: string) {
    this.#storage.set(NAME, name);
  }

  /** Whether a name, a seat and settings are found again at the next visit. */
  get lasts(): boolean {
    return this.#storage.lasts;
  }

  /** The kept player with the seat they hold; undefined where there is none yet. Makes no guest. */
  async known(): Promise<Answer<Session | undefined>> {
    const token = this.#storage.get(TOKEN);
    if (token === undefined) return { ok: true, value: undefined };
    const me = await this.#api.me(token);
    if (me.ok) return { ok: true, value: { token, ...me.value } };
    if (me.code !== "identity/token") return me;
    this.#storage.remove(TOKEN);
    return { ok: true, value: undefined };
  }

  /** The kept player, or a new guest where there is none, the token is refused, or another name is wanted and no seat would be lost. */
  async enter(name: string): Promise<Answer<Session>> {
    const wanted = name.trim();
    const known = await this.known();
    if (!known.ok) return known;
    const session = known.value;
    if (session && (session.match || wanted === "" || wanted === session.player.name)) return { ok: true, value: session };
    const guest = await this.#api.guest(wanted === "" ? undefined : wanted);
    if (!guest.ok) return guest;
    this.#storage.set(TOKEN, guest.value.token);
    this.#storage.set(NAME, guest.value.player.name);
    return { ok: true, value: { ...guest.value, match: null } };
  }
}
