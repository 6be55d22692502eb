import { parseArgs } from "node:util";
import { GAMES } from "../../rooms/games.ts";
import type { AnyGame, BotLevel } from "../../rooms/lib/game.ts";

export interface LoadOptions {
  readonly game: AnyGame;
  readonly players: number;
  readonly seconds: number;
  readonly perRoom: number;
  readonly workers: number;
  readonly level: BotLevel;
  readonly seed: number;
  /** A server that runs already. */
  readonly url: string | undefined;
}

export type ArgumentsRead =
  | { readonly ok: true; readonly options: LoadOptions }
  | { readonly ok: false; readonly help: boolean; readonly message: string };

export const USAGE = `npm run loadtest -- GAME [options]: the game's own bots play over the real client and the run is held to its budget.
  GAME             ${GAMES.map(({ id }) => id).join(", ")}
  --players N      how many play (100)
  --seconds N      how long it is measured (20)
  --per-room N     N people in each private match without bots; 0 is quick play (0)
  --workers N      processes that play them (1)
  --level LEVEL    easy, medium or hard (medium)
  --seed N         of the bots (1)
  --url URL        a server that runs already, instead of one of its own
It exits with 0 within the budget, 1 where it is broken, 2 where the run is invalid or the arguments are wrong.`;

const LEVELS: readonly string[] = ["easy", "medium", "hard"];

/** Reads the command line; a wrong one gets one sentence. */
export function readArguments(argv: readonly string[]): ArgumentsRead {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return { ok: false, help: true, message: USAGE };
  if (positionals.length !== 1) return wrong("Name one game");
  const game = GAMES.find(({ id }) => id === positionals[0]);
  if (!game) return wrong(`There is no game "${positionals[0]}"`);
  const numbers = { players: [1, 2000], seconds: [1, 3600], "per-room": [0, game.seats.max], workers: [1, 16], seed: [0, 2 ** 31] } as const;
  for (const [name, [least, most]] of Object.entries(numbers)) {
    const value = Number(values[name as keyof typeof numbers]);
    if (!Number.isInteger(value) || value < least || value > most) return wrong(`--${name} must be a whole number from ${least} to ${most}`);
  }
  if (!LEVELS.includes(values.level)) return wrong(`--level must be one of ${LEVELS.join(", ")}`);
  if (values.url !== undefined && !/^https?:$/.test(URL.canParse(values.url) ? new URL(values.url).protocol : ""))
    return wrong("--url must be like http://127.0.0.1:2567");
  return {
    ok: true,
    options: {
      game,
      players: Number(values.players),
      seconds: Number(values.seconds),
      perRoom: Number(values["per-room"]),
      workers: Math.min(Number(values.workers), Number(values.players)),
      level: values.level as BotLevel,
      seed: Number(values.seed),
      url: values.url === undefined ? undefined : new URL(values.url).origin,
    },
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      players: { type: "string", default: "100" },
      seconds: { type: "string", default: "20" },
      "per-room": { type: "string", default: "0" },
      workers: { type: "string", default: "1" },
      level: { type: "string", default: "medium" },
      seed: { type: "string", default: "1" },
      url: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
}

function wrong(message: string): ArgumentsRead {
  return { ok: false, help: false, message: `${message}; see npm run loadtest -- --help.` };
}
