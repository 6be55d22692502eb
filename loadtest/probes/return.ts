import { setTimeout as wait } from "node:timers/promises";
import { until } from "../../server/testing/until.ts";
import { Pace } from "../crowd/pace.ts";
import { quantile } from "../crowd/quantile.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import type { Finding, Probe } from "./probe.ts";
import { GAME, type Return, ReturningPerson, WAYS, type Way } from "./returning-person.ts";

const LIMIT_MS = 2000;
const TIMES = { full: 50, quick: 4 };
/** How many lose the match at the same time. */
const AT_ONCE = 4;
const SILENCES = { full: [5, 40], quick: [] };
const LONG_MATCH = { minutes: 15, scoreLimit: 200 };
/** Between two returns of one person. */
const PAUSE_MS = 200;

interface Returns {
  readonly where: string;
  readonly way: Way | string;
  readonly returns: readonly Return[];
}

/** Whoever loses the line or the page in mid-match plays on in the same seat. */
export const returning: Probe = {
  name: "return",
  claim: `drop, F5 and second device in mid-match, with bots and with ${GAME.seats.max} people: same seat, in control within ${LIMIT_MS / 1000} s, no score lost, every time`,
  async run({ quick }) {
    const size = quick ? "quick" : "full";
    const server = await ServerProcess.start(0);
    const pace = new Pace(1000 / 60);
    const people: ReturningPerson[] = [];
    try {
      const full = await fullMatch(server.url, pace);
      const withBots = await matchesWithBots(server.url, pace);
      people.push(...full, ...withBots);
      await until("everybody plays", () => people.every(({ playing }) => playing));
      const silent = Promise.all(
        SILENCES[size].map(async (seconds, index) => one(`${seconds} s without a network`, full[full.length - 1 - index], seconds)),
      );
      const [among, bots] = await Promise.all([
        everyWay(`with ${GAME.seats.max} people`, full.slice(0, AT_ONCE), TIMES[size]),
        everyWay("with bots", withBots, TIMES[size]),
      ]);
      const all = [...among, ...bots, ...(await silent)];
      const [stranger] = withBots;
      const away = stranger ? [await stranger.stayAway(LIMIT_MS)] : [];
      return {
        findings: all.map(findingOf),
        control: [findingOf({ where: "with bots", way: "drop, reconnection switched off", returns: away })],
        told: {
          ...Object.fromEntries(all.map(({ where, way, returns }) => [`${way}, ${where}: ms p50, most`, timesOf(returns)])),
          "old devices that were told of the new one": people.reduce((sum, person) => sum + person.toldElsewhere, 0),
        },
      };
    } finally {
      await Promise.all(people.map((person) => person.part()));
      pace.stop();
      await server.stop();
    }
  },
};

async function fullMatch(url: string, pace: Pace): Promise<ReturningPerson[]> {
  const first = await ReturningPerson.enter(url, pace, { kind: "private", options: { fill: 0, ...LONG_MATCH } }, 1);
  const people = [first];
  for (let seed = 2; people.length < GAME.seats.max; seed++)
    people.push(await ReturningPerson.enter(url, pace, { kind: "room", roomId: first.roomId }, seed));
  return people;
}

async function matchesWithBots(url: string, pace: Pace): Promise<ReturningPerson[]> {
  const people: ReturningPerson[] = [];
  for (let seed = 100; people.length < AT_ONCE; seed++)
    people.push(await ReturningPerson.enter(url, pace, { kind: "private", options: { fill: 8, ...LONG_MATCH } }, seed));
  return people;
}

/** `times` returns in each way, shared out among `people`, who lose the match independently of each other. */
async function everyWay(where: string, people: readonly ReturningPerson[], times: number): Promise<Returns[]> {
  const returns = new Map<Way, Return[]>(WAYS.map((way) => [way, []]));
  await Promise.all(
    people.map(async (person, index) => {
      for (const way of WAYS) {
        for (let done = index; done < times; done += people.length) {
          await wait(PAUSE_MS);
          returns.get(way)?.push(await person.comeBack(way));
        }
      }
    }),
  );
  return [...returns].map(([way, list]) => ({ where, way, returns: list }));
}

async function one(way: string, person: ReturningPerson | undefined, seconds: number): Promise<Returns> {
  return { where: `with ${GAME.seats.max} people`, way, returns: person ? [await person.comeBackFromSilence(seconds)] : [] };
}

function findingOf({ where, way, returns }: Returns): Finding {
  const good = returns.filter(({ inControlMs, sameSeat, scoreKept }) => inControlMs <= LIMIT_MS && sameSeat && scoreKept).length;
  return { what: `${way}, ${where}: returns that are whole, of ${returns.length}`, value: good, limit: Math.max(1, returns.length), is: "at least" };
}

function timesOf(returns: readonly Return[]): string {
  const times = returns.map(({ inControlMs }) => inControlMs);
  return `${quantile(times, 0.5).toFixed(0)}, ${Math.max(...times).toFixed(0)}`;
}
