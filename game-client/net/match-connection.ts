import type { Client } from "@colyseus/sdk";
import type { Game, SeatEntry, World } from "../../rooms/lib/game.ts";
import type { Answer, HeldMatch } from "./api.ts";
import { type CloseReason, closeReasonOf } from "./close-reason.ts";
import { Corrections } from "./corrections.ts";
import { type Entrance, enterRoom, type MatchRoom } from "./enter.ts";
import { keepAlive } from "./keep-alive.ts";
import { LiveRoom, type Sample } from "./live-room.ts";
import { TickWatch } from "./tick-watch.ts";
import { Traffic } from "./traffic.ts";

export interface OpenMatch<W extends World, I extends object, O extends object> {
  readonly client: Client;
  readonly game: Game<W, I, O>;
  /** Our public player id: how we find our seat. */
  readonly player: string;
  readonly entrance: Entrance;
  /** The seat that the server still holds for us; asked when the SDK's own reconnection has given up. */
  readonly heldMatch: () => Promise<Answer<HeldMatch | null>>;
}

export type MatchStatus = { readonly kind: "open" | "reconnecting" } | { readonly kind: "closed"; readonly reason: CloseReason };

/** What a network readout or a load test reports; sizes in the unit of the game's fields. */
export interface NetNumbers {
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly delayMs: number;
  readonly bytesPerSecond: number;
  readonly frames: number;
  readonly bytes: number;
  readonly lateFrames: number;
  readonly pendingInputs: number;
  readonly acks: number;
  readonly corrected: number;
  readonly lastCorrection: number;
  readonly reconnections: number;
  /** Since the last frame of the server. */
  readonly silentMs: number;
  /** Of the server's clock; undefined until it was watched for long enough. */
  readonly ticksPerSecond: number | undefined;
  readonly repeatedInputs: number;
  readonly droppedInputs: number;
}

/** What the server tells once a result is stored. */
export interface Settled {
  readonly matchId: string;
  readonly changes: readonly { readonly player: string; readonly before: number; readonly after: number; readonly provisional: boolean }[];
}

/** A seat must come back within this, or it is given up. */
const GIVE_UP_MS = 60_000;
const RETRY_MS = 700;
/** The SDK's own reconnection, which keeps the room and costs no new state, has this long for itself. */
const RESCUE_AFTER_MS = 1500;
/** A seat is gone when the server has said so this often. */
const MAX_DENIALS = 3;
/** The clock of a match that no longer hears from its server stops after this. */
const MAX_AHEAD_MS = 300;

/** Joins a match. Rejects where the server refuses; after that nothing throws, `status` says what is. */
export async function openMatch<W extends World, I extends object, O extends object>(options: OpenMatch<W, I, O>): Promise<MatchConnection<W, I, O>> {
  const room = await enterRoom<W>(options.client, options.game.id, options.entrance);
  return new MatchConnection(options, room);
}

/** A match from this device's side: the same through drops, rejoins and rematches. */
export class MatchConnection<W extends World = World, I extends object = object, O extends object = object> {
  readonly corrections: Corrections;
  status: MatchStatus = { kind: "open" };
  reconnections = 0;
  readonly #options: OpenMatch<W, I, O>;
  readonly #listeners = new Set<(status: MatchStatus) => void>();
  readonly #settledListeners = new Set<(settled: Settled) => void>();
  readonly #traffic = new Traffic(performance.now());
  readonly #ticks = new TickWatch();
  #live: LiveRoom<W, I>;
  #stopWatch: () => void;
  #leaving = false;
  #attempt = 0;

  constructor(options: OpenMatch<W, I, O>, room: MatchRoom<W>) {
    this.#options = options;
    const { predict, smooth } = options.game;
    this.corrections = new Corrections((smooth?.players?.fields ?? []).filter((field) => predict?.fields.includes(field)));
    this.#live = new LiveRoom(room, options.game, options.player, this.corrections);
    this.#stopWatch = this.#adopt(room);
  }

  get roomId(): string {
    return this.#live.room.roomId;
  }

  /** The state as it arrived last; its objects are replaced by a rejoin: do not keep them. */
  get state(): W {
    return this.#live.room.state;
  }

  get self(): SeatEntry | undefined {
    return this.#live.self;
  }

  get predicted(): Readonly<Record<string, number | boolean>> | undefined {
    return this.#live.predicted;
  }

  /** Ticks as fractions: the one that is drawn for the others, and the one our next input will meet on the server. */
  get ticks(): { readonly drawn: number; readonly ours: number } {
    const { clock } = this.#live.room;
    const sinceMs = Math.min(clock.serverNow() - clock.lastServerTime(), MAX_AHEAD_MS);
    const onWayMs = clock.smoothedRtt() / 2;
    const at = (ms: number) => this.state.tick + (ms * this.#options.game.tickHz) / 1000;
    return { drawn: at(sinceMs - this.#live.delayMs - onWayMs), ours: at(sinceMs + onWayMs) };
  }

  value(collection: string, entity: object, field: string): number {
    return this.#live.value(collection, entity, field);
  }

  /**
   * Sends the inputs that are due and advances prediction; once a frame, before anything is drawn. With `peek`, which reads the
   * controls and takes nothing from them, our own entry is drawn where they put it.
   */
  frame(nowMs: number, sample: Sample<W, I>, peek?: Sample<W, I>): void {
    if (this.status.kind === "closed") return;
    this.#live.frame(nowMs, sample, peek);
    if (this.status.kind === "open" && this.state?.players) this.#ticks.frame(nowMs, this.state.tick, this.#live.input.lastProcessed);
    else this.#ticks.forget();
  }

  onStatus(listener: (status: MatchStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears of each result that is stored, a rematch's too. */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.#settledListeners.add(listener);
    return () => this.#settledListeners.delete(listener);
  }

  request(type: string, payload?: unknown): Promise<unknown> {
    return this.#live.room.request(type, payload);
  }

  /** Gives the seat up. */
  async leave(): Promise<void> {
    this.#leaving = true;
    if (this.#live.room.connection.isOpen) await this.request("seat.leave").catch(() => undefined);
    this.#close("left");
    this.#live.room.leave().catch(() => undefined);
  }

  /** Takes the seat back from another device, or tries once more after it was lost. */
  async takeBack(): Promise<void> {
    this.#leaving = false;
    this.#set({ kind: "reconnecting" });
    await this.#rejoin(this.#live.room, 0);
  }

  get numbers(): NetNumbers {
    const { clock } = this.#live.room;
    const { frames, bytes, late } = this.#traffic;
    const { acks, corrected, last } = this.corrections;
    return {
      rttMs: clock.smoothedRtt(),
      jitterMs: clock.jitter(),
      delayMs: this.#live.delayMs,
      bytesPerSecond: this.#traffic.bytesPerSecond(performance.now()),
      frames,
      bytes,
      lateFrames: late,
      pendingInputs: this.#live.input.pendingCount,
      acks,
      corrected,
      lastCorrection: last,
      reconnections: this.reconnections,
      silentMs: performance.now() - this.#traffic.lastFrameAtMs,
      ticksPerSecond: this.#ticks.ticksPerSecond,
      repeatedInputs: this.#ticks.repeated,
      droppedInputs: this.#ticks.dropped,
    };
  }

  #adopt(room: MatchRoom<W>): () => void {
    room.onDrop(() => {
      // Called again after each dial that fails.
      if (room !== this.#live.room || this.status.kind !== "open") return;
      this.#set({ kind: "reconnecting" });
      void this.#rejoin(room, RESCUE_AFTER_MS);
    });
    room.onReconnect(() => {
      if (room !== this.#live.room) return;
      this.reconnections++;
      this.#set({ kind: "open" });
    });
    room.onError(() => undefined);
    room.onMessage("match.settled", (settled: Settled) => {
      for (const listener of this.#settledListeners) listener(settled);
    });
    room.onLeave((code) => this.#left(room, code));
    return keepAlive(room, this.#traffic, () => this.#live.delayMs);
  }

  #left(room: MatchRoom<W>, code: number): void {
    if (room !== this.#live.room || this.status.kind === "closed") return;
    const reason = closeReasonOf(code);
    if (this.#leaving) this.#close("left");
    else if (reason !== "again") this.#close(reason);
    else {
      this.#set({ kind: "reconnecting" });
      void this.#rejoin(room, 0);
    }
  }

  /**
   * Beside the SDK's own attempts, which know one room and one session: asks the server where our seat is and joins that
   * room with our token, until one of the two succeeds or the server says that there is no seat.
   */
  async #rejoin(room: MatchRoom<W>, firstWaitMs: number): Promise<void> {
    const { client, game, heldMatch } = this.#options;
    const attempt = ++this.#attempt;
    const wanted = () => attempt === this.#attempt && room === this.#live.room && this.status.kind === "reconnecting";
    const giveUpAtMs = performance.now() + GIVE_UP_MS;
    let denials = 0;
    await wait(firstWaitMs);
    while (wanted() && performance.now() < giveUpAtMs) {
      const held = await heldMatch();
      // A server that restarts may not know yet what it holds.
      if (held.ok && !held.value && ++denials === MAX_DENIALS && wanted()) return this.#close("missed");
      if (held.ok && held.value && wanted()) {
        const joined = await enterRoom<W>(client, game.id, { kind: "room", roomId: held.value.roomId }).catch(() => undefined);
        if (joined && this.status.kind !== "closed") return this.#resume(joined);
        joined?.leave(false).catch(() => undefined);
      }
      await wait(RETRY_MS * (0.5 + Math.random()));
    }
    if (wanted()) this.#close("lost");
  }

  #resume(room: MatchRoom<W>): void {
    this.#stopWatch();
    this.#live.room.reconnection.enabled = false;
    this.#live.dispose();
    this.#live = new LiveRoom(room, this.#options.game, this.#options.player, this.corrections);
    this.#stopWatch = this.#adopt(room);
    this.reconnections++;
    this.#set({ kind: "open" });
  }

  #close(reason: CloseReason): void {
    this.#stopWatch();
    this.#live.room.reconnection.enabled = false;
    this.#set({ kind: "closed", reason });
  }

  #set(status: MatchStatus): void {
    if (this.status.kind === status.kind && status.kind !== "closed") return;
    this.status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
