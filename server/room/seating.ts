import type { AnyGame, Bot, BotLevel, SystemInput, World } from "../../rooms/lib/game.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import { botName } from "./bot-names.ts";

/** Who sits on a seat of the running match. */
export interface Seat {
  readonly seat: number;
  /** Empty for a bot of its own. */
  player: string;
  name: string;
  /** The connection that plays this seat now. */
  sessionId: string | undefined;
  /** The connection that was lost and may come back with its token. */
  lostSession: string | undefined;
  /** Plays while nobody is connected. */
  bot: Bot<World, object> | undefined;
  /** Ticks since the connection was lost. */
  awayTicks: number;
}

export interface SeatingOptions {
  readonly game: AnyGame;
  readonly fill: number;
  readonly level: BotLevel;
}

/** A bot takes an absent seat over after this long: a blink of the network is bridged by repeated inputs alone. */
const TAKEOVER_MS = 1000;

/**
 * The seats of a match and who plays them. Every change that the world must know of becomes a system input of the next
 * tick; nothing here writes into the world.
 */
export class Seating {
  readonly #options: SeatingOptions;
  readonly #seats = new Map<number, Seat>();
  #system: SystemInput[] = [];
  #seed = 0;
  #over = false;
  /** Seats of a match that goes on from another that nobody has taken yet: who does goes on from where they stand. */
  readonly #vacant = new Set<number>();

  constructor(options: SeatingOptions) {
    this.#options = options;
  }

  get all(): IterableIterator<Seat> {
    return this.#seats.values();
  }

  ofPlayer(player: string): Seat | undefined {
    for (const seat of this.#seats.values()) if (seat.player === player) return seat;
    return undefined;
  }

  ofSession(sessionId: string): Seat | undefined {
    for (const seat of this.#seats.values()) if (seat.sessionId === sessionId) return seat;
    return undefined;
  }

  /** Seats that no person holds. */
  get open(): number {
    let people = 0;
    for (const seat of this.#seats.values()) if (seat.player) people++;
    return this.#options.game.seats.max - people;
  }

  /** Starts a match anew with the people who are connected, on the seats they have, and fills it with bots. */
  begin(seed: number): void {
    this.#seed = seed;
    this.#over = false;
    this.#vacant.clear();
    this.#system = [];
    for (const seat of [...this.#seats.values()]) {
      if (seat.sessionId === undefined) this.#seats.delete(seat.seat);
      else this.#sit(seat);
    }
    this.fill();
  }

  /** Goes on with the match of others: bots play all seats until somebody comes for them, for those of its people first. */
  goOn(seed: number, world: World): void {
    this.#seed = seed;
    const entries = bySeat(world);
    for (const { seat, player } of entries) if (player) this.#vacant.add(seat);
    for (const { seat, player, name: before } of entries) {
      this.#vacant.add(seat);
      const name = player ? botName(seed, seat) : before;
      this.#seats.set(seat, { seat, player: "", name, sessionId: undefined, lostSession: undefined, bot: this.#bot(seat), awayTicks: 0 });
      if (player) this.#system.push({ kind: "leave", seat, name });
    }
  }

  /** Who sits where, for `restore`. */
  get kept(): Pick<Seat, "seat" | "player" | "name">[] {
    return [...this.all].map(({ seat, player, name }) => ({ seat, player, name }));
  }

  /** Seats everybody as they sat, in a world that knows them already; people are away until they are back. */
  restore(seats: readonly Pick<Seat, "seat" | "player" | "name">[]): void {
    this.#system = [];
    this.#seats.clear();
    for (const { seat, player, name } of seats) {
      const bot = player ? undefined : this.#bot(seat);
      this.#seats.set(seat, { seat, player, name, sessionId: undefined, lostSession: undefined, bot, awayTicks: 0 });
    }
  }

  /** The match is over: its rows stay as they are, whoever comes or goes before the next one. */
  end(): void {
    this.#over = true;
  }

  /** Adds bots of their own until the match is as full as it should be. */
  fill(): void {
    for (let seat = 0; this.#seats.size < this.#options.fill && seat < this.#options.game.seats.max; seat++) {
      if (this.#seats.has(seat)) continue;
      const made: Seat = {
        seat,
        player: "",
        name: botName(this.#seed, seat),
        sessionId: undefined,
        lostSession: undefined,
        bot: this.#bot(seat),
        awayTicks: 0,
      };
      this.#seats.set(seat, made);
      this.#sit(made);
    }
  }

  /** Seats a person: on the seat they hold, else that of `wish`, else in place of a bot of its own, else on a free seat; undefined when full. */
  join(player: string, name: string, sessionId: string, world: World, wish?: number): Seat | undefined {
    const held = this.ofPlayer(player);
    if (held) {
      this.#back(held, sessionId);
      return held;
    }
    const seat = this.#granted(wish) ?? [...this.#vacant][0] ?? this.#botToReplace(world) ?? this.#freeSeat();
    if (seat === undefined) return undefined;
    const keep = this.#vacant.delete(seat);
    const taken: Seat = { seat, player, name, sessionId, lostSession: undefined, bot: undefined, awayTicks: 0 };
    this.#seats.set(seat, taken);
    this.#sit(taken, keep);
    return taken;
  }

  /** The connection was lost; the seat stays with its player. */
  drop(seat: Seat): void {
    seat.lostSession = seat.sessionId;
    seat.sessionId = undefined;
    seat.awayTicks = 0;
    this.#system.push({ kind: "drop", seat: seat.seat });
  }

  /** A lost connection is back; undefined where its player has joined from somewhere else since. */
  reclaim(sessionId: string): Seat | undefined {
    for (const seat of this.#seats.values()) {
      if (seat.sessionId !== undefined || seat.lostSession !== sessionId) continue;
      this.#back(seat, sessionId);
      return seat;
    }
    return undefined;
  }

  /** The player gives the seat up; a bot of its own plays it on. */
  leave(seat: Seat): void {
    seat.player = "";
    seat.sessionId = undefined;
    seat.lostSession = undefined;
    seat.name = botName(this.#seed, seat.seat);
    seat.bot ??= this.#bot(seat.seat);
    if (!this.#over) this.#system.push({ kind: "leave", seat: seat.seat, name: seat.name });
  }

  voteRematch(seat: Seat): void {
    this.#system.push({ kind: "rematch", seat: seat.seat });
  }

  /** What the next tick must know, and lets bots take over seats that were absent for long enough. */
  nextTick(): readonly SystemInput[] {
    const takeoverTicks = (TAKEOVER_MS / 1000) * this.#options.game.tickHz;
    for (const seat of this.#seats.values()) {
      if (seat.sessionId !== undefined || seat.bot) continue;
      seat.awayTicks++;
      if (seat.awayTicks < takeoverTicks) continue;
      seat.bot = this.#bot(seat.seat);
      this.#system.push({ kind: "takeover", seat: seat.seat });
    }
    const system = this.#system;
    this.#system = [];
    return system;
  }

  #back(seat: Seat, sessionId: string): void {
    seat.sessionId = sessionId;
    seat.lostSession = undefined;
    seat.bot = undefined;
    seat.awayTicks = 0;
    this.#system.push({ kind: "back", seat: seat.seat });
  }

  #sit({ seat, player, name }: Seat, keep = false): void {
    if (!this.#over) this.#system.push({ kind: "join", seat, player, name, bot: player === "", ...(keep && { keep }) });
  }

  /** Seats can be wished for where a match goes on from another: its own, and no person's. */
  #granted(wish: number | undefined): number | undefined {
    return wish !== undefined && this.#vacant.has(wish) ? wish : undefined;
  }

  #bot(seat: number): Bot<World, object> {
    return this.#options.game.bot(this.#seed, seat, this.#options.level);
  }

  /** The bot of its own whose team has the fewest people; of these the one with the lowest score. */
  #botToReplace(world: World): number | undefined {
    const people = new Map<number, number>();
    const teamOf = (seat: number) => world.players.get(String(seat))?.team ?? seat;
    for (const seat of this.#seats.values()) if (seat.player) people.set(teamOf(seat.seat), (people.get(teamOf(seat.seat)) ?? 0) + 1);
    let best: { seat: number; people: number; score: number } | undefined;
    for (const { seat, player } of this.#seats.values()) {
      if (player) continue;
      const rival = { seat, people: people.get(teamOf(seat)) ?? 0, score: world.players.get(String(seat))?.score ?? 0 };
      if (!best || rival.people < best.people || (rival.people === best.people && rival.score < best.score)) best = rival;
    }
    return best?.seat;
  }

  #freeSeat(): number | undefined {
    for (let seat = 0; seat < this.#options.game.seats.max; seat++) if (!this.#seats.has(seat)) return seat;
    return undefined;
  }
}
