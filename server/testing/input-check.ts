import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { layoutOf, type Scalar, scalarsOf } from "../../rooms/lib/layout.ts";
import { noise } from "../../rooms/lib/random.ts";
import { float32, int8, int16, int32, uint8, uint16, uint32 } from "../../rooms/lib/wire.ts";
import { Crowd } from "./crowd.ts";

const EXACT: Readonly<Record<string, (value: number) => number>> = { uint8, uint16, uint32, int8, int16, int32, float32, float64: Number };
const EXTREMES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, -1e30, -0, 0.5, -1, 2 ** 31, 2 ** 53, 255, 256, 65536];

type Input = Record<string, number | boolean>;

/** What a hostile client could send: every extreme in every field, and random mixtures; the same for a seed. */
function hostileInputs(game: AnyGame, seed: number, mixtures: number): object[] {
  const fields = scalarsOf(layoutOf(game.Input));
  const inputs: Input[] = [];
  const base = () => Object.fromEntries(fields.map((field): [string, number | boolean] => [field.name, field.type === "boolean" ? false : 0]));
  for (const { name, type } of fields) for (const value of EXTREMES) inputs.push({ ...base(), [name]: type === "boolean" ? value > 0 : value });
  for (let i = 0; i < mixtures; i++) inputs.push(Object.fromEntries(fields.map((field, index) => [field.name, anyValue(field, seed, i, index)])));
  return inputs;
}

/** Where `sanitize` or `neutral` lets an input through that the rules or the wire cannot carry. */
export function inputFaults(game: AnyGame, seed: number): string[] {
  const faults: string[] = [];
  for (const input of hostileInputs(game, seed, 500)) {
    const sent = JSON.stringify(input);
    game.sanitize(input);
    faults.push(...illegal(game, input).map((fault) => `sanitize(${sent}): ${fault}`));
    const neutral = { ...game.neutral(input) };
    faults.push(...illegal(game, neutral).map((fault) => `neutral after ${JSON.stringify(input)}: ${fault}`));
  }
  faults.push(...illegal(game, { ...game.neutral(undefined) }).map((fault) => `neutral at first: ${fault}`));
  return faults;
}

/** Why an input is not one that a step may be given: not carried exactly by its types, or changed by `sanitize`. */
export function illegal(game: AnyGame, input: object): string[] {
  const faults: string[] = [];
  const again: Input = { ...(input as Input) };
  game.sanitize(again);
  for (const { name, type } of scalarsOf(layoutOf(game.Input))) {
    const value = (input as Input)[name];
    if (type === "boolean" ? typeof value !== "boolean" : typeof value !== "number" || !Object.is(EXACT[type]?.(value), value))
      faults.push(`${name} is ${String(value)}, which is no ${type}`);
    if (!Object.is(again[name], value)) faults.push(`${name} is ${String(value)}, then ${String(again[name])} when checked again`);
  }
  return faults;
}

/** The first step that throws when anybody sends anything and system inputs come in any order. */
export function fuzzFault(game: AnyGame, seed: number, ticks: number, visit?: (world: World) => void): string | undefined {
  const options = game.options.read({});
  if (!options.ok) return options.message;
  const world = game.create(seed, { ...options.options, matchId: `m_${seed}`, code: "" });
  const crowd = new Crowd(game, seed);
  const hostile = hostileInputs(game, seed, 200);
  for (const input of hostile) game.sanitize(input);
  const kinds = ["drop", "takeover", "back", "remove", "rematch"] as const;
  for (let tick = 1; tick <= ticks; tick++) {
    const { system, seats } = crowd.inputs(world);
    const seat = Math.floor(noise(seed, 0, tick, 50) * game.seats.max);
    const kind = kinds[Math.floor(noise(seed, 0, tick, 51) * kinds.length)] ?? "drop";
    const chaos = noise(seed, 0, tick, 52) < 2 / game.tickHz ? [{ kind, seat }] : [];
    const sent = seats.map((input, index) =>
      input && noise(seed, index, tick, 53) < 0.5 ? hostile[Math.floor(noise(seed, index, tick, 54) * hostile.length)] : input,
    );
    try {
      game.step(world, { system: [...system, ...chaos], seats: sent }, tick);
    } catch (error) {
      return `seed ${seed}, tick ${tick}: step threw ${String(error)}`;
    }
    visit?.(world);
  }
  return undefined;
}

function anyValue(field: Scalar, seed: number, mixture: number, index: number): number | boolean {
  const chance = noise(seed, index, mixture, 60);
  if (field.type === "boolean") return chance < 0.5;
  if (chance < 0.3) return EXTREMES[Math.floor((chance / 0.3) * EXTREMES.length)] ?? 0;
  return (noise(seed, index, mixture, 61) - 0.5) * (chance < 0.6 ? 10 : chance < 0.8 ? 1000 : 1e6);
}
