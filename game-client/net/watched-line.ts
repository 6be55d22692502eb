import type { Decoder } from "@colyseus/schema";
import type { Client, Room } from "@colyseus/sdk";
import type { World } from "../../rooms/lib/game.ts";
import { readJoinError } from "./join-error.ts";
import type { TimedMoment } from "./playback.ts";
import type { StateFrame } from "./watched-reel.ts";

export interface SpectateOptions {
  readonly matchId: string;
  /** Beyond the game's own delay. */
  readonly delayMs?: number;
  /** Of a private match. */
  readonly code?: string;
}

/** What is heard over the line. */
export interface LineListener {
  /** The line is there, anew: `decoder` has the classes of the state. A full state follows. */
  opened(decoder: Decoder): void;
  frame(frame: StateFrame): void;
  moment(moment: TimedMoment): void;
  ended(): void;
  /** Final: the server does not let us watch. */
  refused(code: string, message: string): void;
}

/** Patches come thirty times a second: a line without one for this long is dead, though nobody told. */
const SILENT_MS = 4000;
const CHECK_MS = 500;
/** A line that was told to go on does so with a full state; one that does not is joined anew. */
const ANSWER_MS = 1500;
const FIRST_RETRY_MS = 150;
const MAX_RETRY_MS = 3000;
/** More makes no difference to a server that is full or restarts. */
const RETRIED = ["away", "server/stopping", "server/fault", "request/too-many"];

/** Watches over a `spectate` room; a watcher holds no seat, so that a line that drops is simply joined again. */
export class WatchedLine {
  readonly #client: Client;
  readonly #options: SpectateOptions;
  readonly #listener: LineListener;
  #room: Room | undefined;
  #heardAtMs = 0;
  #closed = false;
  #paused = false;
  /** Since when a full state is wanted. */
  #wantedMs: number | undefined;
  #seat: number | null = null;
  #leave: () => void = () => undefined;

  constructor(client: Client, options: SpectateOptions, listener: LineListener) {
    this.#client = client;
    this.#options = options;
    this.#listener = listener;
    void this.#run();
  }

  /** Nothing more is wanted until `live`: the picture is elsewhere. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#ask("watch.pause");
  }

  /** The newest is wanted again, from a full state on. */
  live(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#heardAtMs = performance.now();
    this.#wantedMs = this.#heardAtMs;
    this.#ask("watch.live");
  }

  follow(seat: number | null): void {
    if (seat === this.#seat) return;
    this.#seat = seat;
    this.#ask("watch.follow", { seat });
  }

  close(): void {
    this.#closed = true;
    this.#leave();
  }

  async #run(): Promise<void> {
    for (let retryMs = FIRST_RETRY_MS; !this.#closed; retryMs = Math.min(MAX_RETRY_MS, retryMs * 2)) {
      try {
        const room = await this.#client.joinOrCreate<World>("spectate", { ...this.#options });
        if (this.#closed) {
          void room.leave().catch(() => undefined);
          return;
        }
        retryMs = FIRST_RETRY_MS;
        await this.#stay(room as unknown as Room);
      } catch (error) {
        const { code, message } = readJoinError(error);
        if (!RETRIED.includes(code)) {
          if (!this.#closed) this.#listener.refused(code, message);
          return;
        }
      }
      if (!this.#closed) await new Promise((resolve) => setTimeout(resolve, retryMs * (0.5 + Math.random() / 2)));
    }
  }

  /** Resolves when the room is left, whoever left it. */
  async #stay(room: Room): Promise<void> {
    room.reconnection.enabled = false;
    room.onError(() => undefined);
    this.#room = room;
    this.#wantedMs = undefined;
    this.#heardAtMs = performance.now();
    this.#listen(room);
    const left = new Promise<void>((resolve) => {
      room.onLeave(() => resolve());
      this.#leave = () => {
        room.leave().catch(() => undefined);
        resolve();
      };
    });
    if (this.#seat !== null) this.#ask("watch.follow", { seat: this.#seat });
    if (this.#paused) this.#ask("watch.pause");
    const watch = setInterval(() => {
      if (this.#paused) return;
      const nowMs = performance.now();
      const unanswered = this.#wantedMs !== undefined && nowMs - this.#wantedMs > ANSWER_MS;
      if (unanswered || nowMs - this.#heardAtMs > SILENT_MS + (this.#options.delayMs ?? 0)) this.#leave();
    }, CHECK_MS);
    await left;
    clearInterval(watch);
    this.#room = undefined;
    this.#leave = () => undefined;
  }

  #listen(room: Room): void {
    const { serializer } = room as unknown as Wire;
    const { setState, patch } = serializer;
    const heard = (kind: "state" | "patch", decode: typeof setState) => (bytes: Uint8Array, at: { offset: number }) => {
      const own = bytes.slice(at.offset);
      decode.call(serializer, bytes, at);
      // After it was left, a room may still have a frame on its way.
      if (room !== this.#room) return;
      this.#heardAtMs = performance.now();
      const { tick } = room.state as Partial<World>;
      // Before anything of a match may be seen the server sends a state with nothing in it.
      if (tick === undefined) return;
      if (kind === "state") this.#wantedMs = undefined;
      this.#listener.frame({ kind, tick, atMs: 0, bytes: own });
    };
    // The same bytes that segments hold: what is live is drawn by what draws a replay.
    serializer.setState = heard("state", setState);
    serializer.patch = heard("patch", patch);
    this.#listener.opened(serializer.decoder);
    room.onMessage("watch.moment", (moment: TimedMoment) => this.#listener.moment(moment));
    room.onMessage("watch.ended", () => this.#listener.ended());
    room.onMessage("*", () => undefined);
  }

  #ask(type: string, payload?: unknown): void {
    this.#room?.request(type, payload).catch(() => undefined);
  }
}

/** What of the SDK's room has no public type: everything that it decodes passes here. */
interface Wire {
  readonly serializer: {
    readonly decoder: Decoder;
    setState(bytes: Uint8Array, at: { offset: number }): unknown;
    patch(bytes: Uint8Array, at: { offset: number }): unknown;
  };
}
