/** Which players the tabs of this browser play as: one tab each. */
export interface TabSeats {
  /** Claims a player for this tab until `release`; false where another tab plays as them now. Whoever was them a moment ago, before a reload, is `patient`. */
  hold(player: string, patient: boolean): Promise<boolean>;
  heldElsewhere(player: string, patient: boolean): Promise<boolean>;
  release(): void;
}

/** A tab that is closed or reloaded gives up what it held, but the next page may be there first. */
const HANDOVER_MS = 1500;
/** Another tab answers within this, unless the browser has put it to sleep. */
const ANSWER_MS = 200;

/** By locks of the browser; by asking the other tabs where it has none, as on pages without https. */
export function tabSeats(): TabSeats {
  if (typeof navigator !== "undefined" && navigator.locks) return new LockedSeats(navigator.locks);
  return typeof BroadcastChannel === "undefined" ? NO_OTHER_TABS : new AskedSeats(new BroadcastChannel("velarium.seats"));
}

const NO_OTHER_TABS: TabSeats = { hold: async () => true, heldElsewhere: async () => false, release: () => {} };

const LOOK = async () => {};

class LockedSeats implements TabSeats {
  readonly #locks: LockManager;
  #player: string | undefined;
  #release: () => void = () => {};

  constructor(locks: LockManager) {
    this.#locks = locks;
  }

  async hold(player: string, patient: boolean): Promise<boolean> {
    if (this.#player === player) return true;
    this.release();
    const released = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    const held = await this.#request(player, patient, () => released);
    this.#player = held ? player : undefined;
    return held;
  }

  async heldElsewhere(player: string, patient: boolean): Promise<boolean> {
    return this.#player !== player && !(await this.#request(player, patient, LOOK));
  }

  release(): void {
    this.#player = undefined;
    this.#release();
  }

  /** True once the lock is ours, for as long as `use` takes. */
  #request(player: string, patient: boolean, use: () => Promise<void>): Promise<boolean> {
    const options = patient ? { signal: AbortSignal.timeout(HANDOVER_MS) } : { ifAvailable: true };
    return new Promise((resolve) => {
      const used = this.#locks.request(`velarium.seat.${player}`, options, async (lock) => {
        if (lock === null) return resolve(false);
        const using = use();
        // One that is only looked at is free again before anybody hears of it.
        if (use === LOOK) void used.then(() => resolve(true));
        else resolve(true);
        await using;
      });
      // Waited in vain: somebody has it. A browser that refuses locks altogether knows of no other tab.
      used.catch(({ name }: Error) => resolve(name !== "TimeoutError" && name !== "AbortError"));
    });
  }
}

class AskedSeats implements TabSeats {
  readonly #channel: BroadcastChannel;
  readonly #answers = new Set<(player: string) => void>();
  #player: string | undefined;

  constructor(channel: BroadcastChannel) {
    this.#channel = channel;
    channel.addEventListener("message", ({ data }: MessageEvent<{ readonly asks?: string; readonly plays?: string }>) => {
      if (data.asks !== undefined && data.asks === this.#player) channel.postMessage({ plays: data.asks });
      if (data.plays !== undefined) for (const answer of this.#answers) answer(data.plays);
    });
  }

  async hold(player: string): Promise<boolean> {
    if (await this.heldElsewhere(player)) return false;
    this.#player = player;
    return true;
  }

  heldElsewhere(player: string): Promise<boolean> {
    if (this.#player === player) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (held: boolean) => {
        this.#answers.delete(answer);
        clearTimeout(timer);
        resolve(held);
      };
      const answer = (plays: string) => {
        if (plays === player) end(true);
      };
      const timer = setTimeout(() => end(false), ANSWER_MS);
      this.#answers.add(answer);
      this.#channel.postMessage({ asks: player });
    });
  }

  release(): void {
    this.#player = undefined;
  }
}
