import { type AuthContext, type Client, CloseCode, type MessageContext, matchMaker, Room } from "@colyseus/core";
import type { Schema } from "@colyseus/schema";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { AppError } from "../errors.ts";
import { type EndedSessions, hasEnded } from "../identity/session-endings.ts";
import type { InviteCode } from "../ids.ts";
import { Admission } from "./admission.ts";
import { CloseCodes } from "./close-codes.ts";
import { guardFirstStates, guardFrames, guardReservations, hearBroadcasts, listOptions, reservedAuth, stampInputs } from "./colyseus-internals.ts";
import { FrameGate } from "./frame-gate.ts";
import { filterOptions, type RoomOptions, readJoinOptions } from "./join-options.ts";
import { type KeptMatch, worldOfText, worldText } from "./kept-match.ts";
import { LostConnections } from "./lost-connections.ts";
import { checkOrigin, loadOrigin } from "./match-origin.ts";
import { openInvite } from "./open-invite.ts";
import { countPatch } from "./patch-counts.ts";
import type { RoomServices } from "./room-services.ts";
import { RunningMatch } from "./running-match.ts";
import { SafeSerializer } from "./safe-serializer.ts";
import { SeatKeeper } from "./seat-keeper.ts";
import { type Seat, Seating } from "./seating.ts";
import { type Admitted, admittedBy, SessionWatch } from "./session-watch.ts";
import { Views } from "./views.ts";

/** A lost connection may come back with its token for this long; its player may return by identity until the match ends. */
const RECONNECT_SECONDS = 120;
const RESERVATION_SECONDS = 10;
/** The one that plays, the one it replaces, two that were lost and the reservations that admission grants. */
const CONNECTIONS_PER_SEAT = 8;

/**
 * The room of every game: takes inputs, runs the world, lets people leave, return and play again, and never lets one
 * client or one fault reach another room. A subclass names its game and its `onAuth`.
 */
export abstract class GameRoom extends Room<{ state: World & Schema }> {
  /** What rooms need of the platform; set once, before the first room. */
  static services: RoomServices;
  abstract readonly game: AnyGame;

  readonly #serializer = new SafeSerializer();
  #options!: RoomOptions;
  #seating!: Seating;
  #match!: RunningMatch;
  #views!: Views;
  #gate!: FrameGate;
  #keeper!: SeatKeeper;
  #admission!: Admission;
  #sessions!: SessionWatch;
  readonly #lost = new LostConnections();
  #code = "";
  /** A room that was reserved and not entered does nothing. */
  #entered = false;
  #due = 0;
  #patchedTick = 0;
  #hidden = false;
  #patching = false;
  #closing = false;

  /** The `onAuth` of a game's room: who asks, by token, and whether what they ask for makes sense. */
  static admit(game: AnyGame): (token: string, options: unknown, context: AuthContext) => Promise<Admitted> {
    return async (token, options) => {
      const admitted = await admittedBy(GameRoom.services.identity, token);
      await checkOrigin(GameRoom.services, readJoinOptions(game, options).from, admitted.id);
      return admitted;
    };
  }

  override messages = {
    "rematch.vote": (client: Client, _payload: unknown, context: MessageContext) => this.#vote(client, context),
    "seat.leave": (client: Client) => {
      // After the reply, which a closing connection would not get.
      setImmediate(() => this.kickClient(client.sessionId, CloseCode.CONSENTED));
      return { ok: true };
    },
  };

  override async onCreate(options: unknown): Promise<void> {
    const { game } = this;
    const { services } = GameRoom;
    this.#options = readJoinOptions(game, options);
    listOptions(this, filterOptions(this.#options));
    const origin = await loadOrigin(services, game, this.#options.from);
    this.#seating = new Seating({ game, fill: this.#options.fill, level: this.#options.level });
    this.#keeper = new SeatKeeper(services, game.id, this.roomId);
    // Seats bound a match, admission bounds reservations: this only has to let all of them through at once.
    this.maxClients = game.seats.max * CONNECTIONS_PER_SEAT;
    this.seatReservationTimeout = RESERVATION_SECONDS;
    this.patchRate = 1000 / game.patchHz;
    if (this.#options.private) this.#code = await openInvite(services.invites, { game: game.id, roomId: this.roomId });
    const inputs = this.defineInput(game.Input, { bufferMaxSize: 32, sanitize: (input: object) => game.sanitize(input) });
    this.inputs = inputs as typeof this.inputs & {};
    this.#match = new RunningMatch({
      game,
      services,
      seating: this.#seating,
      options: origin?.options ?? this.#options.game,
      origin,
      code: this.#code,
      room: { id: this.roomId, fill: this.#options.fill, level: this.#options.level },
      settled: (message) => this.broadcast("match.settled", message, { afterNextPatch: true }),
      source: (id) => inputs.get(id),
      spectator: this.#serializer.source(),
      clockMs: () => this.clock.elapsedTime,
      nextRefId: () => this.#serializer.nextRefId,
    });
    this.#views = new Views(game);
    this.#gate = new FrameGate(game, services.metrics);
    this.#admission = new Admission(this, this.#seating);
    this.#sessions = new SessionWatch(services.endings, (ended) => this.#end(ended));
    guardReservations(this, (sessionId, auth) => this.#admission.admits(sessionId, auth as Admitted | undefined));
    hearBroadcasts(this, (bytes) => this.#match.heard(bytes));
    guardFirstStates(this, (send) => this.#match.whenShown(send));
    guardFrames(this, (client, bytes, pass) => this.#gate.frame(client, bytes, pass));
    this.state = this.#match.world;
    if (game.lookback) stampInputs(this);
    this.setFixedTimestep(() => this.#stepDue(), game.tickHz);
    this.#keepUp();
    services.metrics.room("opened");
  }

  override setSerializer(): void {
    super.setSerializer(this.#serializer as never);
  }

  /** Patches go out once per timer turn, after the last catch-up step; the calls of Colyseus' own timer do nothing. */
  override broadcastPatch(): boolean {
    return this.#patching && super.broadcastPatch();
  }

  /** A cut connection may look alive here for seconds: its return with the same token ends the old one at once. Who was signed out has no seat. */
  override hasReservedSeat(sessionId: string, reconnectionToken?: string): boolean {
    if (this.#sessions.hasEnded(reservedAuth(this, sessionId) as Admitted | undefined)) return false;
    const reserved = super.hasReservedSeat(sessionId, reconnectionToken);
    const stale = this.clients.get(sessionId);
    if (reserved && stale && stale.reconnectionToken === reconnectionToken) (stale.ref as unknown as { terminate(): void }).terminate();
    return reserved;
  }

  override onJoin(client: Client, options: unknown, player: Admitted): void {
    this.#admission.used(player.id, client.sessionId);
    this.#entered = true;
    this.#gate.expectAck(client);
    const before = this.#seating.ofPlayer(player.id)?.sessionId;
    const seat = this.#seating.join(player.id, player.name, client.sessionId, this.state, readJoinOptions(this.game, options).seat);
    if (!seat) throw new AppError("match/full", "Every seat of this match is taken.");
    if (before !== undefined && before !== client.sessionId) this.kickClient(before, CloseCodes.elsewhere, "this player joined from somewhere else");
    this.#views.show(client, this.state, seat.seat);
    this.#keepUp(player.id);
  }

  override onDrop(client: Client): void {
    const seat = this.#seating.ofSession(client.sessionId);
    if (!seat || this.#closing) return;
    this.#seating.drop(seat);
    this.#lost.add(seat.player, this.allowReconnection(client, RECONNECT_SECONDS));
  }

  override onReconnect(client: Client): void {
    this.#gate.expectAck(client);
    const player = client.auth as Admitted;
    const elsewhere = this.#seating.ofPlayer(player.id)?.sessionId !== undefined;
    // A rematch may have begun without this player: then it is a join like any other.
    const seat =
      this.#seating.reclaim(client.sessionId) ?? (elsewhere ? undefined : this.#seating.join(player.id, player.name, client.sessionId, this.state));
    if (seat) this.#views.show(client, this.state, seat.seat);
    else client.leave(elsewhere ? CloseCodes.elsewhere : CloseCodes.over, elsewhere ? "this player joined from somewhere else" : "the match is over");
  }

  override onLeave(client: Client, code?: number): void {
    const seat = this.#seating.ofSession(client.sessionId);
    if (!seat || this.#closing) return;
    // A connection that came back and was gone at once: the seat is absent again, not left.
    if (code === CloseCode.CONSENTED) this.#giveUp(seat);
    else this.#seating.drop(seat);
  }

  override async onDispose(): Promise<void> {
    this.#closing = true;
    this.#gate?.close();
    this.#sessions?.close();
    if (!this.#match) return;
    this.#match.abandon(matchMaker.state === matchMaker.MatchMakerState.SHUTTING_DOWN ? "stopped" : "abandoned");
    this.#keeper.releaseAll();
    GameRoom.services.metrics.room("closed");
    if (this.#code) await GameRoom.services.invites.close(this.#code as InviteCode, this.roomId);
    await this.#match.settled;
  }

  /** The development server makes rooms anew when code is saved: the match and its seats are carried over. */
  override onCacheRoom(): KeptMatch {
    return { world: worldText(this.game.State, this.state), seats: this.#seating.kept };
  }

  override onRestoreRoom(kept: KeptMatch): void {
    this.#entered = true;
    this.#match.resume(worldOfText(kept.world));
    this.#seating.restore(kept.seats);
    const { code } = this.state;
    if (code) void GameRoom.services.invites.open(code as InviteCode, { game: this.game.id, roomId: this.roomId });
    this.#keepUp();
  }

  /** A fault in one client's join, leave or message is that client's alone; one in a timer or step is the room's. */
  override onUncaughtException(error: Error & { client?: Client }, where: string): void {
    if (error.cause instanceof AppError) return;
    if (where === "onMessage" && error.client) this.#gate.refuse(error.client, "handler");
    else if (where.startsWith("on")) GameRoom.services.log.error({ room: this.roomId, where, error: error.stack }, "room hook failed");
    else this.#quarantine(error, where);
  }

  /** Gathers the steps of one timer turn and runs them once the sockets that are ready have been read. */
  #stepDue(): void {
    if (this.#entered && this.#due++ === 0) setImmediate(() => this.#turn());
  }

  #turn(): void {
    const due = this.#due;
    this.#due = 0;
    if (this.#closing) return;
    try {
      for (let i = 0; i < due; i++) this.#match.step();
      if (!this.#match.held) this.#patch();
      this.#keepUp();
    } catch (error) {
      this.#quarantine(error as Error, "step");
    }
  }

  #patch(): void {
    const { game, state } = this;
    if (Math.floor((state.tick * game.patchHz) / game.tickHz) === this.#patchedTick) return;
    this.#patchedTick = Math.floor((state.tick * game.patchHz) / game.tickHz);
    this.#views.show(this.#serializer.spectator, state, "spectator");
    if (game.view) for (const client of this.clients) this.#views.show(client, state, this.#seating.ofSession(client.sessionId)?.seat ?? "spectator");
    const began = performance.now();
    this.#patching = true;
    try {
      this.broadcastPatch();
    } finally {
      this.#patching = false;
    }
    this.#match.lookback.sent(state.tick, Math.floor(this.clock.elapsedTime));
    countPatch(GameRoom.services.metrics, game.id, this.#serializer, this.#match, performance.now() - began);
    this.#match.patched();
  }

  /** Keeps what others see of this room (listing, held seats) equal to the match; `joined` has just taken a seat. */
  #keepUp(joined?: string): void {
    const hidden = this.#options.private || this.#match.finished || this.#seating.open === 0;
    if (hidden !== this.#hidden) this.#hide(hidden);
    this.#keeper.keep(this.#match.finished ? undefined : this.state.matchId, this.#seating, joined);
    if (this.#match.stale && !this.#closing) void this.#close(CloseCodes.over);
  }

  #hide(hidden: boolean): void {
    this.#hidden = hidden;
    this.setPrivate(hidden).catch((error: unknown) => GameRoom.services.log.warn({ room: this.roomId, error: String(error) }, "listing not updated"));
  }

  #vote(client: Client, context: MessageContext): unknown {
    const seat = this.#seating.ofSession(client.sessionId);
    if (!seat || !this.#match.finished || this.#match.held) return context.reject({ code: "match/running", message: "Vote once the match is over." });
    this.#seating.voteRematch(seat);
    return { ok: true };
  }

  #giveUp(seat: Seat): void {
    const { player } = seat;
    this.#seating.leave(seat);
    this.#keeper.release(player);
    this.#lost.forget(player);
    this.#keepUp();
  }

  /** A device that was signed out loses its connection, and the player not the seat; an account that is deleted gives it up. */
  #end(ended: EndedSessions): void {
    const seat = this.#seating.ofPlayer(ended.player);
    if (seat && ended.sessions === "all") this.#giveUp(seat);
    for (const client of [...this.clients])
      if (hasEnded(ended, client.auth as Admitted)) this.kickClient(client.sessionId, CloseCodes.signedOut, "this device was signed out");
  }

  /** Puts this room out of service; others go on. */
  #quarantine(error: Error, where: string): void {
    if (this.#closing) return;
    const { services } = GameRoom;
    services.metrics.room("quarantined");
    services.log.error(
      { room: this.roomId, game: this.game.id, match: this.state?.matchId, tick: this.state?.tick, where, error: error.stack },
      "room quarantined",
    );
    this.#match?.abandon("fault");
    void this.#close(CloseCodes.fault);
  }

  async #close(code: number): Promise<void> {
    this.#closing = true;
    await this.disconnect(code);
  }
}
