import type { AnyGame, Bot, BotLevel, Inputs, SystemInput, World } from "../../rooms/lib/game.ts";
import { layoutOf, scalarsOf } from "../../rooms/lib/layout.ts";
import { noise } from "../../rooms/lib/random.ts";

/** What happens to a seat in a second: often enough that a match of half a minute has all of it. */
const PER_SECOND = {
  join: 1 / 6,
  replaceBot: 1 / 12,
  drop: 1 / 15,
  takeover: 1 / 2,
  back: 1 / 3,
  leave: 1 / 40,
  remove: 1 / 40,
  rematch: 1,
  loss: 1,
};

/** A seat is empty, played by a person, held for one who dropped, played for one who is away, or a bot's own. */
type Holder = "nobody" | "person" | "dropped" | "away" | "bot";

interface Seat {
  holder: Holder;
  player: string;
  bot: Bot<World, object> | undefined;
  last: Input | undefined;
  /** Ticks for which no input came. */
  missing: number;
  voted: boolean;
}

type Input = Record<string, number | boolean>;

/** Input ticks that are repeated before a silent seat becomes neutral, as a room does. */
const REPEATED_TICKS = 3;
/** Furthest that a shooter's view may lie back. */
const MAX_LOOKBACK_MS = 250;
const LEVELS: readonly BotLevel[] = ["easy", "medium", "hard"];

/**
 * Everyone around one match, scripted by a seed: joins, drops, take-overs, returns, leaves, late joins and rematch votes
 * as system inputs, and the effective input of each seat, played by the game's own bots. Pure, so it runs in a browser.
 */
export class Crowd {
  readonly #game: AnyGame;
  readonly #seed: number;
  readonly #seats: Seat[] = [];
  readonly #fields: readonly { readonly name: string }[];
  #tick = 0;
  #newcomers = 0;

  constructor(game: AnyGame, seed: number) {
    this.#game = game;
    this.#seed = seed;
    this.#fields = scalarsOf(layoutOf(game.Input));
    for (let seat = 0; seat < game.seats.max; seat++)
      this.#seats.push({ holder: "nobody", player: "", bot: undefined, last: undefined, missing: 0, voted: false });
  }

  /** The effective inputs of the tick after `world.tick`; reads the world through bots alone. */
  inputs(world: World): Inputs<object> {
    this.#tick = world.tick + 1;
    const system: SystemInput[] = [];
    const joined = new Set<number>();
    this.#seats.forEach((seat, index) => {
      const event = this.#event(seat, index, world.phase);
      if (!event) return;
      system.push(event);
      if (event.kind === "join") joined.add(index);
    });
    return { system, seats: this.#seats.map((seat, index) => this.#input(seat, index, world, joined.has(index))) };
  }

  #event(seat: Seat, index: number, phase: string): SystemInput | undefined {
    if (phase === "finished" && seat.holder === "person" && !seat.voted && this.#happens("rematch", index)) {
      seat.voted = true;
      return { kind: "rematch", seat: index };
    }
    if (seat.holder === "nobody") return this.#opening(index) || this.#happens("join", index) ? this.#join(seat, index) : undefined;
    if (seat.holder === "bot") {
      if (this.#happens("replaceBot", index)) return this.#join(seat, index, "person");
      return this.#occupied() > this.#game.seats.min && this.#happens("remove", index) ? this.#remove(seat, index) : undefined;
    }
    if (this.#happens("leave", index)) return this.#leave(seat, index);
    if (seat.holder === "person") return this.#happens("drop", index) ? this.#become(seat, index, "dropped", "drop") : undefined;
    if (this.#happens("back", index)) return this.#become(seat, index, "person", "back");
    return seat.holder === "dropped" && this.#happens("takeover", index) ? this.#become(seat, index, "away", "takeover") : undefined;
  }

  /** The first seats fill within three ticks, so that a match begins at once. */
  #opening(index: number): boolean {
    return index < this.#game.seats.fill && this.#tick === 1 + (index % 3);
  }

  #join(seat: Seat, index: number, holder: Holder = this.#chance(index, 1) < 0.5 ? "person" : "bot"): SystemInput {
    const bot = holder === "bot";
    this.#newcomers++;
    Object.assign(seat, { holder, player: bot ? "" : `p_${this.#seed}_${this.#newcomers}`, last: undefined, missing: 0, voted: false });
    this.#seatBot(seat, index);
    const join = { kind: "join", seat: index, player: seat.player, name: `${bot ? "Bot" : "Guest"} ${this.#newcomers}`, bot } as const;
    return this.#chance(index, 2) < 0.75 ? join : { ...join, team: this.#chance(index, 3) < 0.5 ? 0 : 1 };
  }

  #remove(seat: Seat, index: number): SystemInput {
    seat.holder = "nobody";
    seat.bot = undefined;
    return { kind: "remove", seat: index };
  }

  #leave(seat: Seat, index: number): SystemInput {
    seat.holder = "bot";
    seat.player = "";
    this.#seatBot(seat, index);
    return { kind: "leave", seat: index, name: `Bot ${index}` };
  }

  #become(seat: Seat, index: number, holder: Holder, kind: "drop" | "takeover" | "back"): SystemInput {
    seat.holder = holder;
    if (kind !== "drop") this.#seatBot(seat, index);
    return { kind, seat: index };
  }

  #seatBot(seat: Seat, index: number): void {
    const level = LEVELS[Math.floor(this.#chance(index, 4) * LEVELS.length)] ?? "medium";
    seat.bot = this.#game.bot(this.#seed, index, level);
  }

  #input(seat: Seat, index: number, world: World, joined: boolean): object | undefined {
    if (seat.holder === "nobody") return undefined;
    const silent = seat.holder === "dropped" || (seat.holder === "person" && this.#happens("loss", index));
    const played = silent || joined ? undefined : seat.bot?.input(world);
    seat.missing = played ? 0 : seat.missing + 1;
    const repeat = !joined && seat.missing <= REPEATED_TICKS;
    const source = played ?? (repeat && seat.last ? seat.last : this.#game.neutral(seat.last));
    seat.last = this.#copy(source as Input, index);
    return seat.last;
  }

  #copy(source: Input, index: number): Input {
    const copy: Input = {};
    for (const { name } of this.#fields) copy[name] = source[name] ?? 0;
    const { lookback, tickHz } = this.#game;
    if (lookback !== undefined) copy[lookback] = Math.floor((this.#chance(index, 5) * 16 * tickHz * MAX_LOOKBACK_MS) / 1000);
    this.#game.sanitize(copy);
    return copy;
  }

  #occupied(): number {
    return this.#seats.filter((seat) => seat.holder !== "nobody").length;
  }

  #happens(what: keyof typeof PER_SECOND, index: number): boolean {
    return this.#chance(index, 10 + Object.keys(PER_SECOND).indexOf(what)) < PER_SECOND[what] / this.#game.tickHz;
  }

  #chance(index: number, salt: number): number {
    return noise(this.#seed, index, this.#tick, salt);
  }
}
