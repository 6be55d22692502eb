import type { Bot, World } from "../../rooms/lib/game.ts";
import { noise } from "../../rooms/lib/random.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import { ManualClient } from "./manual-client.ts";
import type { ManualRoom } from "./manual-room.ts";
import type { TestPlayer } from "./test-server.ts";

/** What happens to a person in a second of play: in a match of half a minute all of it happens to somebody. */
const PER_SECOND = { drop: 1 / 15, back: 1 / 2, leave: 1 / 40, loss: 1 / 2, burst: 1 / 4, device: 1 / 40 };
/** How old what they see is, in ms: a round trip of 150 ms and its jitter. */
const SEES_BACK_MS = { least: 135, most: 165 };

/** Somebody who plays in a ManualRoom by a script: with a bot's hands, on a slow line that breaks. */
export class ScriptedPerson {
  readonly #to: ManualRoom;
  readonly #who: TestPlayer;
  readonly #seed: number;
  readonly #enterAtTurn: number;
  readonly #stays: boolean;
  #client: ManualClient | undefined;
  #bot: { readonly bot: Bot<World, object>; readonly matchId: string } | undefined;
  #turn = 0;
  #left = false;
  #voted = "";

  constructor(to: ManualRoom, who: TestPlayer, { seed, enterAtTurn, stays }: { seed: number; enterAtTurn: number; stays: boolean }) {
    this.#to = to;
    this.#who = who;
    this.#seed = seed;
    this.#enterAtTurn = enterAtTurn;
    this.#stays = stays;
  }

  /** What this person does before the room's next turn. */
  async act(): Promise<void> {
    this.#turn++;
    const { state } = this.#to.room;
    if (this.#left || this.#turn < this.#enterAtTurn) return;
    if (!this.#client) this.#client = await ManualClient.join(this.#to, this.#who);
    else if (!this.#client.open) await this.#return();
    else if (state.phase === "finished") this.#vote(state.matchId);
    else if (this.#happens("drop", 1)) this.#client.cut();
    else if (!this.#stays && this.#happens("leave", 2)) this.#leave();
    else if (this.#happens("device", 3)) this.#client = await ManualClient.join(this.#to, this.#who);
    else this.#play();
  }

  async #return(): Promise<void> {
    if (!this.#happens("back", 4)) return;
    try {
      await this.#client?.reconnect();
    } catch {
      // Its seat was given up, or another device has it: this one comes as a new one.
      this.#client = await ManualClient.join(this.#to, this.#who).catch(() => this.#client);
    }
  }

  #vote(matchId: string): void {
    if (this.#voted === matchId) return;
    this.#voted = matchId;
    this.#client?.request("rematch.vote");
  }

  #leave(): void {
    this.#left = true;
    this.#client?.leave();
  }

  #play(): void {
    const { room, elapsedMs } = this.#to;
    const entry = bySeat(room.state).find(({ player }) => player === this.#who.player.id);
    if (!entry || this.#happens("loss", 5)) return;
    if (this.#bot?.matchId !== room.state.matchId) this.#bot = { bot: room.game.bot(this.#seed, entry.seat, "hard"), matchId: room.state.matchId };
    const input = { ...this.#bot.bot.input(room.state) };
    const back = SEES_BACK_MS.least + this.#chance(6) * (SEES_BACK_MS.most - SEES_BACK_MS.least);
    // After a stall several come at once: the room drops the oldest.
    for (let i = 0; i < (this.#happens("burst", 7) ? 5 : 1); i++) this.#client?.send(input, elapsedMs - back);
  }

  #happens(what: keyof typeof PER_SECOND, salt: number): boolean {
    return this.#chance(salt) < PER_SECOND[what] / this.#to.room.game.tickHz;
  }

  #chance(salt: number): number {
    return noise(this.#seed, this.#turn, salt, 0);
  }
}
