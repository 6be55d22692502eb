import type { Entrance } from "../../game-client/net/enter.ts";
import { arena } from "../../rooms/arena/game.ts";
import { FULL_MOVE } from "../../rooms/arena/input.ts";
import type { ArenaInput, ArenaPlayer } from "../../rooms/arena/world.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import type { Pace } from "../crowd/pace.ts";
import { botControls, enterMatch, type Guest, newGuest, type Player } from "../crowd/player.ts";
import { FAST, SlowWire } from "./slow-wire.ts";

export const GAME = arena as unknown as AnyGame;
/** In these the person comes back; the last two are another device or page with the same token. */
export const WAYS = ["drop", "F5 by quick play", "F5 by room", "second device"] as const;
export type Way = (typeof WAYS)[number];

/** How one return went. */
export interface Return {
  readonly inControlMs: number;
  readonly sameSeat: boolean;
  readonly scoreKept: boolean;
}

/** What a return must bring back. */
interface Before {
  readonly matchId: string;
  readonly seat: number;
  readonly score: number;
  readonly deaths: number;
}

/** Back in control later than this is not back. */
const PATIENCE_MS = 8000;
/** Round and round, so that a wall on one side stops nobody. */
const DIRECTIONS = [
  [FULL_MOVE, 0],
  [0, FULL_MOVE],
  [-FULL_MOVE, 0],
  [0, -FULL_MOVE],
] as const;

/** A person in a match, who loses the line or the page and comes back; each device has a wire of its own. */
export class ReturningPerson {
  readonly #url: string;
  readonly #pace: Pace;
  readonly #guest: Guest;
  #wire: SlowWire;
  #device: Player;
  #stop: () => void;
  /** The aim that only this person's present device sends; 0 plays on as a bot. */
  #token = 0;
  #tokens: number;
  /** Old devices that were told so. */
  toldElsewhere = 0;

  private constructor(url: string, pace: Pace, guest: Guest, wire: SlowWire, device: Player, seed: number) {
    this.#url = url;
    this.#pace = pace;
    this.#guest = guest;
    this.#wire = wire;
    this.#device = device;
    this.#tokens = seed * 977;
    this.#stop = this.#play(device);
  }

  static async enter(url: string, pace: Pace, entrance: Entrance, seed: number): Promise<ReturningPerson> {
    const wire = await SlowWire.to(url, FAST);
    const guest = await newGuest(url);
    return new ReturningPerson(url, pace, guest, wire, await enterMatch(GAME, guest, entrance, wire.url), seed);
  }

  get roomId(): string {
    return this.#device.match.roomId;
  }

  get playing(): boolean {
    return this.#device.match.state?.phase === "playing" && this.#device.match.self !== undefined;
  }

  /** Loses the match in one `way` and waits until this person plays again. */
  async comeBack(way: Way): Promise<Return> {
    const before = this.#entry();
    const beganMs = performance.now();
    if (way === "drop") this.#wire.cut();
    else await this.#newDevice(way);
    return this.#inControl(before, beganMs);
  }

  /** Is without a network for `seconds`; the time counts from its end. */
  async comeBackFromSilence(seconds: number): Promise<Return> {
    const before = this.#entry();
    this.#wire.fallSilent();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const beganMs = performance.now();
    this.#wire.repair();
    return this.#inControl(before, beganMs);
  }

  /** The control: loses the line with every reconnection of the client switched off. */
  async stayAway(waitMs: number): Promise<Return> {
    const before = this.#entry();
    const beganMs = performance.now();
    this.#device.vanish();
    this.#wire.cut();
    return this.#inControl(before, beganMs, waitMs);
  }

  async part(): Promise<void> {
    this.#stop();
    await this.#device.match.leave().catch(() => undefined);
    await this.#wire.close();
  }

  async #newDevice(way: Exclude<Way, "drop">): Promise<void> {
    const [oldDevice, oldWire, stopOld] = [this.#device, this.#wire, this.#stop];
    const entrance: Entrance = way === "F5 by quick play" ? { kind: "quick" } : { kind: "room", roomId: this.roomId };
    if (way !== "second device") {
      oldDevice.vanish();
      oldWire.cut();
      stopOld();
    }
    this.#wire = await SlowWire.to(this.#url, FAST);
    this.#device = await enterMatch(GAME, this.#guest, entrance, this.#wire.url);
    this.#stop = this.#play(this.#device);
    const close = () => {
      stopOld();
      oldDevice.vanish();
      void oldWire.close();
    };
    if (way !== "second device") return close();
    oldDevice.match.onStatus((status) => {
      if (status.kind !== "closed") return;
      if (status.reason === "elsewhere") this.toldElsewhere++;
      close();
    });
  }

  /** Until our own aim is in the state, and our own moves move us (or we are dead and may not move). */
  async #inControl(before: Before, beganMs: number, patienceMs = PATIENCE_MS): Promise<Return> {
    this.#tokens = (this.#tokens + 7919) % 65535;
    this.#token = this.#tokens + 1;
    let from: { x: number; y: number } | undefined;
    while (performance.now() - beganMs < patienceMs) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const self = this.#device.match.self as ArenaPlayer | undefined;
      if (self?.aim !== this.#token || self.bot || !self.connected) continue;
      from ??= { x: self.x, y: self.y };
      if (self.respawn === 0 && self.x === from.x && self.y === from.y) continue;
      const inControlMs = performance.now() - beganMs;
      this.#token = 0;
      return {
        inControlMs,
        sameSeat: self.seat === before.seat && this.#device.match.state.matchId === before.matchId,
        scoreKept: self.score >= before.score && self.deaths >= before.deaths,
      };
    }
    this.#token = 0;
    return { inControlMs: Number.POSITIVE_INFINITY, sameSeat: false, scoreKept: false };
  }

  #entry(): Before {
    const { state } = this.#device.match;
    const self = this.#device.match.self as ArenaPlayer | undefined;
    if (!self) throw new Error("lost the match before the probe took it away");
    return { matchId: state.matchId, seat: self.seat, score: self.score, deaths: self.deaths };
  }

  #play(device: Player): () => void {
    const controls = botControls(GAME, this.#tokens, "medium", () => device.match);
    return this.#pace.add((dueAtMs) =>
      device.match.frame(dueAtMs, (input, state) => {
        controls(input, state);
        if (this.#token === 0) return;
        const [moveX, moveY] = DIRECTIONS[(state.tick >> 3) % DIRECTIONS.length] ?? [0, 0];
        Object.assign(input, { moveX, moveY, aim: this.#token, dash: false } satisfies Partial<ArenaInput>);
      }),
    );
  }
}
