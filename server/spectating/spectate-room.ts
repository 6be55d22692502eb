import { type AuthContext, type Client, type MessageContext, Room } from "@colyseus/core";
import { AppError } from "../errors.ts";
import { hasEnded } from "../identity/session-endings.ts";
import type { MatchId } from "../ids.ts";
import { journalDamaged } from "../lib/journal-damaged.ts";
import type { Lease } from "../replays/broadcasts.ts";
import { EdgeReader } from "../replays/edge-reader.ts";
import { readFollow, readSeek, readWatchOptions } from "../replays/watch-options.ts";
import { CloseCodes } from "../room/close-codes.ts";
import { guardFrames, listOptions, reservedAuth } from "../room/colyseus-internals.ts";
import { FrameGate } from "../room/frame-gate.ts";
import { type Admitted, admittedBy, SessionWatch } from "../room/session-watch.ts";
import { MAX_REWOUND, Places } from "./places.ts";
import type { SpectateServices } from "./spectate-services.ts";
import { WatchSerializer } from "./watch-serializer.ts";
import { Watcher } from "./watcher.ts";

/** A room's watchers; more of them get another room. About what one core serves at 20 patches a second. */
const MAX_WATCHERS = 5000;
const RESERVATION_SECONDS = 10;
/** A watcher seeks, pauses and follows: some requests a second for ever, many at once. */
const REQUESTS_HZ = 5;
const REPORT_MS = 1000;
/** What a client shows at the end is looked at for so long. */
const STAY_AFTER_END_MS = 5000;

/** Shows a match to any number of people, live or from any tick: everybody gets the same bytes, and nobody changes anything. */
export class SpectateRoom extends Room {
  static services: SpectateServices;

  readonly #watchers = new Map<string, Watcher>();
  #lease!: Lease;
  #edge!: EdgeReader;
  #places!: Places;
  #match!: MatchId;
  #gate!: FrameGate;
  #sessions: SessionWatch | undefined;
  #report: NodeJS.Timeout | undefined;
  #told = "";
  #closed = false;

  static override async onAuth(token: string, options: unknown, _context: AuthContext): Promise<Admitted> {
    const { identity, broadcasts, watchRule } = SpectateRoom.services;
    const player = await admittedBy(identity, token);
    const { matchId, code } = readWatchOptions(options);
    const lease = await broadcasts.lease(matchId);
    try {
      if (!lease || !(await watchRule.allows(lease.broadcast, { player: player.id, code }))) throw unknown();
    } finally {
      lease?.release();
    }
    return player;
  }

  override messages = {
    "watch.seek": (client: Client, payload: unknown, context: MessageContext) => this.#seek(client, payload, context),
    "watch.pause": (client: Client, _payload: unknown, context: MessageContext) =>
      this.#answer(client, context, (watcher) => this.#places.pause(watcher)),
    "watch.live": (client: Client, _payload: unknown, context: MessageContext) =>
      this.#answer(client, context, (watcher) => this.#places.live(watcher)),
    "watch.follow": (client: Client, payload: unknown, context: MessageContext) => this.#follow(client, payload, context),
    // Watching is all that there is to do here.
    _: () => {},
  };

  override async onCreate(raw: unknown): Promise<void> {
    const { broadcasts, metrics, endings } = SpectateRoom.services;
    const { matchId, delayMs } = readWatchOptions(raw);
    listOptions(this, { matchId, delayMs });
    const lease = await broadcasts.lease(matchId);
    if (!lease) throw unknown();
    this.#lease = lease;
    if (!(await lease.broadcast.isReadable())) throw journalDamaged();
    this.#match = matchId;
    this.maxClients = MAX_WATCHERS;
    this.seatReservationTimeout = RESERVATION_SECONDS;
    this.patchRate = null;
    this.#gate = new FrameGate({ tickHz: REQUESTS_HZ }, metrics);
    guardFrames(this, (client, bytes, pass) => this.#gate.frame(client, bytes, pass));
    this.#sessions = new SessionWatch(endings, (ended) => {
      for (const client of [...this.clients])
        if (hasEnded(ended, client.auth as Admitted)) client.leave(CloseCodes.signedOut, "this device was signed out");
    });
    const { broadcast } = lease;
    this.#edge = new EdgeReader(broadcast, delayMs, {
      frame: (frame, tickBefore) => this.#places.edgeFrame(frame, tickBefore),
      ended: () => this.#over(),
    });
    this.#places = new Places({
      broadcast,
      edge: this.#edge,
      extraMs: delayMs,
      ended: (watcher) => this.#ended(watcher),
      sent: (frames) => metrics.relayed(frames),
    });
    super.setSerializer(new WatchSerializer(Buffer.from(broadcast.head.schema, "hex"), (client) => this.#stateFor(client)) as never);
    // The states are those of the broadcast; Colyseus only has to know that there is one.
    this.state = {};
    await this.#edge.start();
  }

  /** The serializer is ours whatever state is set. */
  override setSerializer(): void {}

  /** Who was signed out on the way here has no place. */
  override hasReservedSeat(sessionId: string, reconnectionToken?: string): boolean {
    return !this.#sessions?.hasEnded(reservedAuth(this, sessionId) as Admitted | undefined) && super.hasReservedSeat(sessionId, reconnectionToken);
  }

  override async onJoin(client: Client, raw: unknown): Promise<void> {
    this.#gate.expectAck(client);
    const { matchId, fromTick } = readWatchOptions(raw);
    if (matchId !== this.#match) throw unknown();
    const watcher = new Watcher(client);
    // Who comes when all is over wants to see it from its beginning.
    const from = fromTick ?? (this.#edge.cursor?.ended ? 0 : undefined);
    if (from !== undefined && (await this.#places.seek(watcher, from)) === undefined) throw new AppError("server/busy", BUSY.message);
    this.#watchers.set(client.sessionId, watcher);
    this.#places.add(watcher);
    this.#tell();
  }

  override onLeave(client: Client): void {
    const watcher = this.#watchers.get(client.sessionId);
    if (!watcher) return;
    this.#watchers.delete(client.sessionId);
    clearTimeout(watcher.leaving);
    this.#places.leave(watcher);
    this.#tell();
  }

  override onDispose(): void {
    this.#closed = true;
    this.#gate?.close();
    this.#sessions?.close();
    this.#edge?.stop();
    this.#places?.close();
    clearTimeout(this.#report);
    for (const { leaving } of this.#watchers.values()) clearTimeout(leaving);
    if (this.#match) SpectateRoom.services.audience.report(this.#match, this.roomId, undefined);
    this.#lease?.release();
  }

  /** A fault in what one watcher does is that watcher's alone. */
  override onUncaughtException(error: Error & { client?: Client }, where: string): void {
    if (error.cause instanceof AppError) return;
    if (where === "onMessage" && error.client) this.#gate.refuse(error.client, "handler");
    else SpectateRoom.services.log.error({ room: this.roomId, match: this.#match, where, error: error.stack }, "spectate room failed");
  }

  #stateFor(client: Client | undefined): Buffer {
    const watcher = client && this.#watchers.get(client.sessionId);
    return this.#places.stateOf(watcher);
  }

  async #seek(client: Client, payload: unknown, context: MessageContext): Promise<unknown> {
    const tick = readSeek(payload);
    if (tick === undefined) return context.reject({ code: "match/options", message: '"tick" must be a whole number from 0.' });
    const watcher = this.#watchers.get(client.sessionId);
    if (!watcher || watcher.seeking) return context.reject(BUSY);
    const sought = await this.#places.seek(watcher, tick);
    if (sought === undefined) return context.reject(BUSY);
    // Who sought the end stays at it no longer than others.
    if (watcher.rewound) {
      clearTimeout(watcher.leaving);
      watcher.leaving = undefined;
    }
    return { ok: true, tick: sought };
  }

  #answer(client: Client, context: MessageContext, act: (watcher: Watcher) => number | undefined): unknown {
    const watcher = this.#watchers.get(client.sessionId);
    const tick = watcher && !watcher.seeking ? act(watcher) : undefined;
    return tick === undefined ? context.reject(BUSY) : { ok: true, tick };
  }

  #follow(client: Client, payload: unknown, context: MessageContext): unknown {
    const seat = readFollow(payload);
    const watcher = this.#watchers.get(client.sessionId);
    if (seat === undefined || !watcher) return context.reject({ code: "match/options", message: '"seat" must be a seat, or null for nobody.' });
    watcher.follows = seat ?? undefined;
    this.#tell();
    return { ok: true, tick: this.#places.tickOf(watcher) };
  }

  /** From here on everybody comes to see it from its beginning, each in a place of their own: who has none gets another room. */
  #over(): void {
    this.maxClients = MAX_REWOUND;
    this.#places.edgeEnded();
  }

  /** Has seen all that there is. */
  #ended(watcher: Watcher): void {
    if (watcher.leaving) return;
    watcher.client.send("watch.ended", { matchId: this.#match });
    watcher.leaving = setTimeout(() => watcher.client.leave(CloseCodes.ended, "the match is over"), STAY_AFTER_END_MS).unref();
  }

  /** Tells how many watch, not more than once a second. */
  #tell(): void {
    if (this.#closed) return;
    this.#report ??= setTimeout(() => {
      this.#report = undefined;
      const following: Record<string, number> = {};
      for (const { follows } of this.#watchers.values()) if (follows !== undefined) following[follows] = (following[follows] ?? 0) + 1;
      const now = { watchers: this.#watchers.size, following };
      const text = JSON.stringify(now);
      if (text === this.#told) return;
      this.#told = text;
      SpectateRoom.services.audience.report(this.#match, this.roomId, now);
    }, REPORT_MS).unref();
  }
}

const BUSY = { code: "watch/busy", message: "This cannot be shown now: try again in a moment." };

function unknown(): AppError {
  return new AppError("match/unknown", "There is no such match to watch.");
}
