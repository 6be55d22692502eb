import type { Entrance } from "../../game-client/net/enter.ts";
import type { AnyGame, BotLevel } from "../../rooms/lib/game.ts";
import type { Pace } from "./pace.ts";
import { botControls, enterMatch, type Guest, type Player } from "./player.ts";
import { RoundTrips } from "./round-trips.ts";

/** Two bytes for a frame below 126 bytes, four for a longer one; most of a match's are longer. */
const WEBSOCKET_HEADER_BYTES = 4;
/** A hair more than the step, so that every frame sends exactly one input. */
const HAIR = 1 + 1e-6;

/** One player of the crowd: a bot on the netcode of the page, and what it measures. */
export class CrowdMember {
  readonly player: Player;
  rematches = 0;
  /** Ticks that arrived since `mark`. */
  ticks = 0;
  readonly #roundTrips: RoundTrips;
  #tick = 0;
  #voted = "";
  #markedAtMs = 0;
  #before = { acks: 0, bytes: 0, frames: 0, trips: 0 };

  private constructor(player: Player) {
    this.player = player;
    this.#roundTrips = new RoundTrips(player.room);
  }

  /** Enters, and plays from then on at the pace of the game. */
  static async enter(game: AnyGame, guest: Guest, entrance: Entrance, pace: Pace, bot: { seed: number; level: BotLevel }): Promise<CrowdMember> {
    const player = await enterMatch(game, guest, entrance);
    const member = new CrowdMember(player);
    const controls = botControls(game, bot.seed, bot.level, () => player.match);
    let frame = 0;
    pace.add((dueAtMs) => {
      member.#roundTrips.dueAtMs = dueAtMs;
      player.match.frame((frame++ * 1000 * HAIR) / game.tickHz, controls);
      member.#look();
    });
    return member;
  }

  /** What is measured begins now. */
  mark(): void {
    const { acks, bytes, frames } = this.player.match.numbers;
    this.#before = { acks, bytes, frames, trips: this.#roundTrips.samplesMs.length };
    this.#markedAtMs = performance.now();
    this.ticks = 0;
    this.rematches = 0;
  }

  get secondsMeasured(): number {
    return (performance.now() - this.#markedAtMs) / 1000;
  }

  get measured(): { acks: number; corrections: readonly number[]; roundTripMs: readonly number[]; bytesPerSecond: number } {
    const { acks, bytes, frames } = this.player.match.numbers;
    const before = this.#before;
    const sent = bytes - before.bytes + (frames - before.frames) * WEBSOCKET_HEADER_BYTES;
    return {
      acks: acks - before.acks,
      corrections: this.player.match.corrections.sizesSince(before.acks),
      roundTripMs: this.#roundTrips.samplesMs.slice(before.trips),
      bytesPerSecond: sent / this.secondsMeasured,
    };
  }

  #look(): void {
    const { state } = this.player.match;
    if (!state) return;
    // A rematch begins at tick 1 again.
    if (state.tick !== this.#tick) this.ticks += state.tick > this.#tick ? state.tick - this.#tick : state.tick;
    this.#tick = state.tick;
    if (state.phase !== "finished" || this.#voted === state.matchId || this.player.match.status.kind !== "open") return;
    this.#voted = state.matchId;
    this.rematches++;
    this.player.match.request("rematch.vote").catch(() => undefined);
  }
}
