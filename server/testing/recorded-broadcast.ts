import { Encoder, Reflection } from "@colyseus/schema";
import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { Bot, BotLevel, Game, SystemInput, World } from "../../rooms/lib/game.ts";
import type { MatchId } from "../ids.ts";
import { LocalJournal } from "../journal/local-journal.ts";
import { MatchBroadcast } from "../room/match-broadcast.ts";

export interface RecordedBroadcast {
  readonly index: BroadcastIndex;
  /** As they are stored, by number. */
  readonly segments: readonly Uint8Array<ArrayBuffer>[];
}

export interface RecordOptions {
  readonly seats: number;
  readonly seed: number;
  /** The game's own options. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly level?: BotLevel;
  /** Under which a server has it. */
  readonly matchId?: string;
  /** Stops here where the game has not come to its end. */
  readonly maxTicks: number;
  /** Sees the world after each tick. */
  readonly each?: (world: World) => void;
}

/** The broadcast of a match between bots on a clock of its own, through the real encoder and the journal in `dir`. */
export async function recordBroadcast<W extends World, I extends object, O extends object>(
  dir: string,
  game: Game<W, I, O>,
  { seats, seed, options = {}, level = "medium", maxTicks, each, ...named }: RecordOptions,
): Promise<RecordedBroadcast> {
  const read = game.options.read(options);
  if (!read.ok) throw new Error(read.message);
  const matchId = (named.matchId ?? `recorded-${game.id}-${seed}`) as MatchId;
  const world = game.create(seed, { ...read.options, matchId, code: "" });
  const bots: Bot<W, I>[] = Array.from({ length: seats }, (_, seat) => game.bot(seed, seat, level));
  const encoder = new Encoder(world);
  const journal = new LocalJournal(dir);
  let clockMs = 0;
  const broadcast = new MatchBroadcast({
    game: game as never,
    journal,
    log: { error: (_: unknown, text: string) => Promise.reject(new Error(text)) } as never,
    source: {
      schema: () => Buffer.from(Reflection.encode(encoder)).toString("hex"),
      fullState: () => encoder.encodeAll().slice(),
      takePatch() {
        if (!encoder.hasChanges) return undefined;
        const bytes = encoder.encode().slice();
        encoder.discardChanges();
        return bytes;
      },
    },
    nowMs: () => clockMs,
    head: { build: "test", matchId, startedAt: 1_700_000_000_000 },
  });
  const joins: SystemInput[] = bots.map((_, seat) => ({ kind: "join", seat, player: "", name: `Bot ${seat}`, bot: true }));
  for (let tick = 1; tick <= maxTicks; tick++) {
    clockMs += 1000 / game.tickHz;
    const last = world.phase === "finished" || tick === maxTicks;
    const inputs = bots.map((bot) => (tick === 1 ? game.neutral(undefined) : bot.input(world)));
    game.step(world, { system: tick === 1 ? joins : [], seats: inputs }, tick);
    broadcast.tick(world);
    each?.(world);
    if (last) broadcast.finish();
    if (tick % (game.tickHz / game.patchHz) === 0 || last) broadcast.patched(tick);
    if (last) break;
  }
  await broadcast.end();
  const index = await journal.index(matchId);
  if (!index) throw new Error("the journal has no such match");
  const segments = await Promise.all(index.segments.map(async ({ n }) => new Uint8Array((await journal.segment(matchId, n)) ?? [])));
  return { index, segments };
}
