import { randomInt } from "node:crypto";
import type { Schema } from "@colyseus/schema";
import type { AnyGame, Inputs, MatchOptions, Outcome, SystemInput, World } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { assignWorld, toPlain } from "../../rooms/lib/plain.ts";
import type { RecordRoom } from "../../rooms/lib/record-header.ts";
import { newMatchId } from "../ids.ts";
import { EffectiveInputs, type InputSource } from "./effective-inputs.ts";
import { FinishHold } from "./finish-hold.ts";
import { Lookback } from "./lookback.ts";
import { MatchBroadcast, type SpectatorSource } from "./match-broadcast.ts";
import type { MatchOrigin } from "./match-origin.ts";
import { MatchRecord } from "./match-record.ts";
import { MatchReport, type MatchSettled } from "./match-report.ts";
import type { RoomServices } from "./room-services.ts";
import type { Seating } from "./seating.ts";

export interface RunningMatchSetup {
  readonly game: AnyGame;
  readonly services: RoomServices;
  readonly seating: Seating;
  readonly options: object;
  /** Where its first match goes on from. */
  readonly origin?: MatchOrigin | undefined;
  /** Invite code of a private match, else empty. */
  readonly code: string;
  readonly room: RecordRoom;
  /** The inputs of a connection. */
  source(sessionId: string): InputSource | undefined;
  /** What a spectator sees of the world, from the encoder. */
  readonly spectator: SpectatorSource;
  /** The room's clock. */
  clockMs(): number;
  /** The next reference id of the encoder. */
  nextRefId(): number;
  /** Everything that follows from a match that ended is done. */
  settled(message: MatchSettled): void;
}

/** After this long on a finished match, those who voted play again even if others did not vote. */
const REMATCH_WAIT_MS = 20_000;
/** A room that stays on a finished match closes after this. */
const FINISHED_STAY_MS = 180_000;

/** The world of a room and the match that is played in it: one after another, each with its own id, seed and record. */
export class RunningMatch {
  readonly world: World & Schema;
  readonly lookback: Lookback;
  readonly #setup: RunningMatchSetup;
  readonly #inputs: EffectiveInputs;
  #record: MatchRecord;
  #broadcast: MatchBroadcast;
  #report: MatchReport;
  #outcome: Outcome | undefined;
  #hold: FinishHold | undefined;
  #finishedTicks = 0;
  #settled: Promise<void> = Promise.resolve();

  constructor(setup: RunningMatchSetup) {
    this.#setup = setup;
    this.#inputs = new EffectiveInputs(setup.game);
    this.lookback = new Lookback(setup.game.tickHz);
    const { world, record, broadcast, report } = this.#create(setup.origin);
    this.world = world;
    this.#record = record;
    this.#broadcast = broadcast;
    this.#report = report;
  }

  get finished(): boolean {
    return this.#outcome !== undefined;
  }

  /** True while nobody may see yet that the match is over: its result could still be lost. */
  get held(): boolean {
    return this.#hold?.on ?? false;
  }

  /** Resolves once everything about matches that ended is stored. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** True once the room should close: the match is over and nobody wants another. */
  get stale(): boolean {
    return this.#finishedTicks * this.#tickMs >= FINISHED_STAY_MS;
  }

  /** Advances by one tick. Throws what the game throws: the room is then out of service. */
  step(): void {
    if (this.finished && this.#wantsRematch()) this.#rematch();
    const { game, services, seating } = this.#setup;
    const tick = this.world.tick + 1;
    const inputs = this.#effective(seating.nextTick(), tick);
    const began = performance.now();
    game.step(this.world, inputs, tick);
    services.metrics.stepped(game.id, (performance.now() - began) / 1000);
    if (this.finished) {
      this.#finishedTicks++;
      return;
    }
    this.#record.tick(tick, inputs);
    this.#broadcast.tick(this.world);
    this.#report.tick(inputs.system, this.world);
    if (this.world.phase === "finished") this.#finish();
  }

  /** Calls `show` once the world may be seen as it is: at once, or when nothing is held any more. */
  whenShown(show: () => void): void {
    if (this.#hold?.on) void this.#hold.over.then(show);
    else show();
  }

  /** After each patch, which waits for nothing that is done here. */
  patched(): void {
    this.#record.patched(this.world);
    this.#broadcast.patched(this.world.tick);
  }

  /** What the room told everybody. */
  heard(bytes: Uint8Array): void {
    this.#broadcast.message(bytes);
  }

  /** Goes on from `world` in a process whose code has changed: what was recorded of the match does not hold from here on. */
  resume(world: World): void {
    this.abandon("abandoned");
    assignWorld(layoutOf(this.#setup.game.State), this.world as World, world);
  }

  /** Ends the match without a result: the room closes or failed. */
  abandon(reason: "abandoned" | "fault" | "stopped"): void {
    if (!this.finished) this.#end({ reason });
    this.#stored((this.#hold?.over ?? Promise.resolve()).then(() => this.#broadcast.end()));
  }

  /** Inputs that were made up or thrown away since the last call. */
  takeInputCounts(): { repeated: number; dropped: number } {
    const { repeated, dropped } = this.#inputs.counts;
    this.#inputs.counts.repeated = 0;
    this.#inputs.counts.dropped = 0;
    return { repeated, dropped };
  }

  #effective(system: readonly SystemInput[], tick: number): Inputs<object> {
    const seats: (object | undefined)[] = [];
    for (const input of system) if (input.kind === "join") this.#inputs.forget(input.seat);
    for (const seat of this.#setup.seating.all) {
      seats[seat.seat] = seat.bot
        ? this.#inputs.fromBot(seat.seat, seat.bot.input(this.world))
        : this.#inputs.fromPerson(seat.seat, seat.sessionId === undefined ? undefined : this.#setup.source(seat.sessionId), (renderTimeMs) =>
            this.lookback.sixteenths(renderTimeMs, tick),
          );
    }
    return { system, seats };
  }

  #finish(): void {
    const { game, services, seating } = this.#setup;
    const outcome = game.outcome(this.world);
    if (!outcome) throw new Error(`${game.id} says "finished" without an outcome`);
    this.#outcome = outcome;
    seating.end();
    this.#broadcast.finish();
    this.#end(outcome);
    services.log.info({ game: game.id, match: this.world.matchId, ticks: this.world.tick, reason: outcome.reason }, "match finished");
  }

  /** The record has its end before the result is handed over: whoever finishes the match after a crash finds it there. */
  #end(ending: Outcome | { readonly reason: string }): void {
    const recorded = this.#record.end(this.world, ending);
    const reported = this.#report.end(this.world, ending);
    const { log, metrics } = this.#setup.services;
    const { matchId: match } = this.world;
    this.#hold = new FinishHold(
      Promise.allSettled([recorded]).then(() => reported),
      () => {
        metrics.shownUnstored();
        log.warn({ match }, "the end of a match was shown before its result was stored");
      },
    );
    this.#stored(recorded);
    this.#settle(reported, "a result may be lost");
  }

  #wantsRematch(): boolean {
    let people = 0;
    let votes = 0;
    for (const { seat, sessionId } of this.#setup.seating.all) {
      if (sessionId === undefined) continue;
      people++;
      if (this.world.players.get(String(seat))?.rematch) votes++;
    }
    return votes > 0 && (votes === people || this.#finishedTicks * this.#tickMs >= REMATCH_WAIT_MS);
  }

  #rematch(): void {
    this.#stored(this.#broadcast.end());
    const { world, record, broadcast, report } = this.#create();
    assignWorld(layoutOf(this.#setup.game.State), this.world, toPlain(layoutOf(this.#setup.game.State), world));
    this.#record = record;
    this.#broadcast = broadcast;
    this.#report = report;
    this.#outcome = undefined;
    this.#hold = undefined;
    this.#finishedTicks = 0;
    this.lookback.clear();
  }

  #create(from?: MatchOrigin): { world: World & Schema; record: MatchRecord; broadcast: MatchBroadcast; report: MatchReport } {
    const { game, services, seating, code, room, spectator } = this.#setup;
    const { journal } = services;
    const seed = from?.seed ?? randomInt(2 ** 32);
    const options: MatchOptions = { ...this.#setup.options, matchId: newMatchId(), code };
    if (from) seating.goOn(seed, from.world);
    else seating.begin(seed);
    const begun = { game: game.id, build: services.build, matchId: options.matchId, seed, options, startedAt: Date.now(), room };
    const header = from ? { ...begun, from: { match: from.match, tick: from.tick } } : begun;
    const world = game.create(seed, options);
    const origin = from && { ...from.world, matchId: options.matchId, code };
    if (origin) assignWorld<World>(layoutOf(game.State), world, origin);
    services.log.info({ game: game.id, match: options.matchId }, "match begins");
    return {
      world,
      record: new MatchRecord({ game, journal, header, origin, clockMs: () => this.#setup.clockMs(), nextRefId: () => this.#setup.nextRefId() }),
      broadcast: new MatchBroadcast({ game, journal, log: services.log, source: spectator, head: { ...header, code } }),
      report: new MatchReport({ game, matches: services.matches, roomId: room.id, header, settled: this.#setup.settled }),
    };
  }

  /** Of what it could not store the journal tells the operator itself, once for all matches. */
  #stored(stored: Promise<void>): void {
    this.#settled = Promise.allSettled([this.#settled, stored]).then(() => {});
  }

  #settle(stored: Promise<void>, otherwise: string): void {
    const { log } = this.#setup.services;
    const match = this.world.matchId;
    this.#settled = Promise.all([this.#settled, stored]).then(
      () => {},
      (error: unknown) => log.error({ match, error: String(error) }, otherwise),
    );
  }

  get #tickMs(): number {
    return 1000 / this.#setup.game.tickHz;
  }
}
