import { BROADCAST_FORMAT, type BroadcastFrame, type BroadcastHead, readMoment } from "../../rooms/lib/broadcast.ts";
import type { AnyGame, Moment, MomentWatch, World } from "../../rooms/lib/game.ts";
import type { Journal, JournalStream } from "../journal/journal.ts";
import type { RoomLog } from "./room-services.ts";
import { spectatorView } from "./spectator-world.ts";

/** Play can begin at a full state; a live watcher who comes late waits for none longer than this. */
const STATE_EVERY_SECONDS = 2;

/** What the room's encoder has for a spectator: once, whatever the audience. */
export interface SpectatorSource {
  /** How to decode the states, in hex digits. */
  schema(): string;
  /** All that a spectator sees, right after a patch. */
  fullState(): Uint8Array;
  /** What changed for a spectator with the last patch, once. */
  takePatch(): Uint8Array | undefined;
}

export interface MatchBroadcastSetup {
  readonly game: AnyGame;
  readonly journal: Journal;
  readonly log: RoomLog;
  readonly source: SpectatorSource;
  readonly head: Pick<BroadcastHead, "build" | "matchId" | "startedAt" | "code">;
  /** Only grows. Readers count a delay from what it says: a room's own clock stands still while the room is at work. */
  readonly nowMs?: () => number;
}

/**
 * Writes the broadcast of one match, from the patch after its first tick to that of its last. Patches are complete in
 * themselves: who reads along needs none of the full states but the first.
 */
export class MatchBroadcast {
  readonly #setup: MatchBroadcastSetup;
  readonly #nowMs: () => number;
  readonly #seen: (world: World) => World;
  readonly #startedMs: number;
  #stream: JournalStream<BroadcastFrame> | undefined;
  #watch: MomentWatch<World> | undefined;
  #moments: (Moment & { tick: number })[] = [];
  #tick = 0;
  #stateTick = 0;
  #ending = false;
  #ended = false;

  constructor(setup: MatchBroadcastSetup) {
    this.#setup = setup;
    this.#nowMs = setup.nowMs ?? (() => performance.now());
    this.#startedMs = this.#nowMs();
    this.#seen = spectatorView(setup.game);
    this.#watch = setup.game.moments?.();
  }

  /** After each step of the match. */
  tick(world: World): void {
    if (!this.#watch || this.#ended) return;
    try {
      for (const moment of this.#watch.next(this.#seen(world))) this.#moments.push({ ...readMoment(moment), tick: world.tick });
    } catch (error) {
      this.#watch = undefined;
      this.#setup.log.error({ match: world.matchId, error: String(error) }, "moments are no longer looked for in a match");
    }
  }

  /** After each patch. */
  patched(tick: number): void {
    const patch = this.#setup.source.takePatch();
    if (this.#ended) return;
    this.#tick = tick;
    if (!this.#stream) this.#begin();
    else if (patch) this.#append({ kind: "patch", tick, atMs: this.#atMs(), bytes: patch });
    for (const { tick: at, ...moment } of this.#moments) this.#append({ kind: "moment", tick: at, atMs: this.#atMs(), moment });
    this.#moments = [];
    if (this.#ending) {
      this.#end();
      // What was not stored is kept for `end`.
      this.#stream?.close().catch(() => {});
    } else if (tick - this.#stateTick >= STATE_EVERY_SECONDS * this.#setup.game.tickHz) this.#state();
  }

  /** What the room tells everybody: type and payload as Colyseus encodes them. */
  message(bytes: Uint8Array): void {
    if (this.#stream && !this.#ended) this.#append({ kind: "message", tick: this.#tick, atMs: this.#atMs(), bytes });
  }

  /** The match is over: its broadcast ends with the next patch, which shows that. */
  finish(): void {
    this.#ending = true;
  }

  /** No patch follows any more. Resolves once all is stored; rejects where something was not. */
  async end(): Promise<void> {
    this.#end();
    await this.#stream?.close();
  }

  #begin(): void {
    const { game, journal, head, source } = this.#setup;
    // One by one: what else a head could have (a seed, options) is no spectator's business.
    const { build, matchId, startedAt, code } = head;
    const { id, tickHz, patchHz } = game;
    const begun = { format: BROADCAST_FORMAT, game: id, build, matchId, ...(code !== undefined && { code }), startedAt };
    this.#stream = journal.openBroadcast({ ...begun, tickHz, patchHz, schema: source.schema() });
    this.#state();
  }

  #state(): void {
    this.#stateTick = this.#tick;
    this.#append({ kind: "state", tick: this.#tick, atMs: this.#atMs(), bytes: this.#setup.source.fullState() });
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#append({ kind: "end", tick: this.#tick, atMs: this.#atMs() });
  }

  #append(frame: BroadcastFrame): void {
    this.#stream?.append(frame);
  }

  #atMs(): number {
    return Math.ceil(this.#nowMs() - this.#startedMs);
  }
}
