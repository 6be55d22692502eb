import type { InputHandle } from "@colyseus/sdk";
import type { Reconciler } from "@colyseus/sdk/predict";
import type { Game, PlayerStep, SeatEntry, World } from "../../rooms/lib/game.ts";
import { Ahead } from "./ahead.ts";
import type { Corrections } from "./corrections.ts";
import type { MatchRoom } from "./enter.ts";
import { InputPace } from "./input-pace.ts";
import { LineProbe } from "./line-probe.ts";
import { slewDelayMs, wantedDelayMs } from "./render-delay.ts";
import { Smoothing } from "./smoothing.ts";

/** The predicted entry lives in the collection that every world has. */
const PLAYERS = "players";
/** After a longer gap the past is not played back. */
const MAX_STEPS = 5;

/** Reads the controls into `input`, once for each input that is sent. */
export type Sample<W, I> = (input: I, state: W) => void;

/** One joined room, wired for smoothing, prediction and input from its game's descriptor. */
export class LiveRoom<W extends World, I extends object> {
  readonly room: MatchRoom<W>;
  readonly input: InputHandle<I>;
  delayMs: number;
  readonly #game: Game<W, I, object>;
  readonly #player: string;
  readonly #corrections: Corrections;
  readonly #smoothings = new Map<string, Smoothing>();
  readonly #patchMs: number;
  readonly #pace: InputPace;
  readonly #line: LineProbe;
  readonly #ahead: Ahead;
  readonly #hands: I;
  #step: PlayerStep<I> | undefined;
  #reconciler: Reconciler | undefined;
  #predictedEntry: SeatEntry | undefined;
  #matchId = "";
  #lastFrameMs: number | undefined;
  #stepDebtMs = 0;
  #acked = 0;

  constructor(room: MatchRoom<W>, game: Game<W, I, object>, player: string, corrections: Corrections) {
    this.room = room;
    this.#game = game;
    this.#player = player;
    this.#corrections = corrections;
    this.#patchMs = 1000 / game.patchHz;
    this.#pace = new InputPace(1000 / game.tickHz);
    this.#line = new LineProbe(room);
    this.delayMs = wantedDelayMs(this.#patchMs, 0);
    const { fields = [], snap = 0 } = game.smooth?.[PLAYERS] ?? {};
    this.#ahead = new Ahead(
      fields.filter((field) => game.predict?.fields.includes(field)),
      snap,
    );
    this.#hands = game.neutral(undefined);
    this.input = room.input<I>({ type: game.Input, mode: "reliable" });
    for (const [collection, config] of Object.entries({ [PLAYERS]: { fields: [], snap: 0 }, ...game.smooth }))
      this.#smoothings.set(collection, new Smoothing(room as unknown as MatchRoom<World>, collection, config, this.delayMs));
  }

  /** Our own entry; undefined until the first state, and once it is removed. */
  get self(): SeatEntry | undefined {
    let own: SeatEntry | undefined;
    this.room.state?.players?.forEach((entry) => {
      if (entry.player === this.#player) own = entry;
    });
    return own;
  }

  /** Everything of one frame that is not drawing; `nowMs` only ever grows. `peek` reads the controls as they are, and takes nothing from them. */
  frame(nowMs: number, sample: Sample<W, I>, peek?: Sample<W, I>): void {
    const elapsedMs = nowMs - (this.#lastFrameMs ?? nowMs);
    this.#lastFrameMs = nowMs;
    this.#followDelay(elapsedMs);
    this.#bindSelf();
    let due = this.#stepsDue(elapsedMs);
    for (const [collection, smoothing] of this.#smoothings) {
      const steps = smoothing.tick(nowMs);
      if (collection === PLAYERS && this.#reconciler) due = steps;
    }
    if (!this.room.connection.isOpen || !this.self) return;
    this.#keepPace(nowMs);
    due = this.#pace.of(due);
    for (let i = 0; i < due; i++) {
      sample(this.input.data, this.room.state);
      this.input.send();
    }
    const [step, reconciler] = [this.#step, this.#reconciler];
    if (!peek || !step || !reconciler) return;
    peek(this.#hands, this.room.state);
    this.#ahead.frame(reconciler, (body) => step(body as unknown as SeatEntry, this.#hands), elapsedMs);
  }

  /** A field as it is to be drawn now: our own predicted, the others smoothed, anything else as it arrived. */
  value(collection: string, entity: object, field: string): number {
    const smoothing = this.#smoothings.get(collection);
    const ahead = entity === this.#predictedEntry ? this.#ahead.value(field) : undefined;
    if (ahead !== undefined) return ahead;
    return smoothing ? smoothing.value(entity, field) : Number((entity as Record<string, unknown>)[field]);
  }

  /** Our own entry as predicted, without smoothing: for rules, not for drawing. */
  get predicted(): Readonly<Record<string, number | boolean>> | undefined {
    return this.#reconciler?.state as Record<string, number | boolean> | undefined;
  }

  dispose(): void {
    this.#reconciler?.dispose();
    for (const smoothing of this.#smoothings.values()) smoothing.dispose();
  }

  #followDelay(elapsedMs: number): void {
    const wanted = wantedDelayMs(this.#patchMs, this.room.clock.jitter());
    const delayMs = slewDelayMs(this.delayMs, wanted, Math.min(elapsedMs, 250));
    if (delayMs === this.delayMs) return;
    this.delayMs = delayMs;
    // The reconciler has bound the stamped delay to that of the players' Predict: one number for both.
    for (const smoothing of this.#smoothings.values()) smoothing.setDelay(delayMs);
  }

  #keepPace(nowMs: number): void {
    const { clock } = this.room;
    const lineMs = this.#line.ask(nowMs);
    const acked = this.input.lastProcessed;
    if (acked !== this.#acked && lineMs !== undefined) this.#pace.sample(clock.rtt(), lineMs, clock.jitter(), nowMs);
    this.#acked = acked;
  }

  /** Prediction starts anew where the entry is another object or the match another match. */
  #bindSelf(): void {
    const { predict } = this.#game;
    const state = this.room.state;
    const self = this.self;
    if (!predict || (self === this.#predictedEntry && (!self || state.matchId === this.#matchId))) return;
    this.#reconciler?.dispose();
    this.#reconciler = undefined;
    this.#predictedEntry = self;
    this.#step = undefined;
    this.#ahead.forget();
    this.#corrections.forget();
    if (!self) return;
    this.#matchId = state.matchId;
    const step = predict.stepFor(state);
    this.#step = step;
    this.#reconciler = this.#smoothings.get(PLAYERS)?.predict.reconciler(self as object, {
      input: this.input as InputHandle<object>,
      fields: predict.fields as never[],
      snap: this.#game.smooth?.[PLAYERS]?.snap ?? 0,
      step: (ctx, entry, input) => {
        step(entry as SeatEntry, input as I);
        this.#corrections.predicted(ctx.tick, entry as Record<string, unknown>);
      },
      onReconcile: (acked) => this.#corrections.acknowledged(acked, self as unknown as Record<string, unknown>),
    });
  }

  /** Pace of a game without prediction; with it the SDK keeps the pace. */
  #stepsDue(elapsedMs: number): number {
    const stepMs = 1000 / this.#game.tickHz;
    this.#stepDebtMs = Math.min(this.#stepDebtMs + elapsedMs, MAX_STEPS * stepMs);
    const due = Math.floor(this.#stepDebtMs / stepMs);
    this.#stepDebtMs -= due * stepMs;
    return due;
  }
}
