import type { AnyGame } from "../../rooms/lib/game.ts";
import type { RecordHeader } from "../../rooms/lib/record-header.ts";
import type { HostedGame } from "../app.ts";
import type { MatchId } from "../ids.ts";
import type { MatchResult } from "../matches/match-result.ts";
import { ReplayedResult } from "../matches/replayed-result.ts";
import { verifyRecord } from "../verification/verify-record.ts";
import { CollectedMatches } from "./collected-matches.ts";
import { ManualRoom } from "./manual-room.ts";
import { ScriptedPerson } from "./scripted-person.ts";
import { startTestServer, type TestServer } from "./test-server.ts";
import { until } from "./until.ts";

/** A match as its room recorded it, and the result that the room handed over. */
export interface RecordedMatch {
  readonly bytes: Uint8Array;
  readonly result: MatchResult;
  /** Played by those who had just played another in the same room. */
  readonly rematch: boolean;
}

export interface RecordingPlan {
  readonly hosted: HostedGame;
  readonly matches: number;
  readonly seed: number;
  /** Options of the rooms, in turn. */
  readonly options: readonly object[];
}

const PEOPLE = 5;
/** Matches that are played in one room, one after another, before it is left. */
const REMATCHES = 4;
const MAX_MATCH_SECONDS = 180;

/** Plays whole matches in real rooms on a manual clock, with people who drop, return, leave, come late and play again. */
export async function recordMatches({ hosted, matches, seed, options }: RecordingPlan): Promise<RecordedMatch[]> {
  const collected = new CollectedMatches();
  const server = await startTestServer([hosted], {}, (services) => ({ ...services, matches: collected }));
  const recorded: RecordedMatch[] = [];
  try {
    for (let index = 0; recorded.length < matches; index++) {
      const plan = { seed: seed + index, options: options[index % options.length] ?? {}, atMost: matches - recorded.length };
      const done = await playRoom(server, hosted, collected, plan);
      recorded.push(...(await Promise.all(done.map((result, nth) => withRecord(server, result, nth > 0)))));
    }
  } finally {
    await server.stop();
  }
  return recorded;
}

/** Whether a record comes to the same worlds, end and result as its room. */
export function playsAgain(game: AnyGame, { bytes, result }: RecordedMatch): boolean {
  const gather = (_: AnyGame, header: RecordHeader) => new ReplayedResult(game, header);
  return verifyRecord(bytes, { gameById: () => game, stored: { result, erased: 0 }, gather }).verdict === "verified";
}

/** A room from its first match until nobody plays again. */
async function playRoom(
  server: TestServer,
  hosted: HostedGame,
  collected: CollectedMatches,
  { seed, options, atMost }: { readonly seed: number; readonly options: object; readonly atMost: number },
): Promise<MatchResult[]> {
  const room = new ManualRoom((await server.colyseus.createRoom(hosted.game.id, options)) as never);
  const people: ScriptedPerson[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const enterAtTurn = i < 2 ? 1 : 1 + ((seed * 37 + i * 211) % 700);
    // The room closes once everybody has left.
    people.push(new ScriptedPerson(room, await server.guest(), { seed: seed * PEOPLE + i, enterAtTurn, stays: i === 0 }));
  }
  const ended: string[] = [];
  const { tickHz } = hosted.game;
  for (let turn = 0; ended.length < Math.min(atMost, REMATCHES) && turn < REMATCHES * MAX_MATCH_SECONDS * tickHz; turn++) {
    for (const person of people) await person.act();
    const { phase, matchId } = room.room.state;
    // Now and then the machine is busy for a moment.
    await room.pass((turn + seed) % 97 === 0 ? 3 : 1);
    if (phase === "finished" && !ended.includes(matchId)) ended.push(matchId);
  }
  await room.room.disconnect();
  return until("the results are handed over", () => {
    const results = ended.flatMap((id) => collected.results.get(id) ?? []);
    return results.length === ended.length ? results : undefined;
  });
}

async function withRecord(server: TestServer, result: MatchResult, rematch: boolean): Promise<RecordedMatch> {
  const bytes = await server.services.journal.readRecord(result.id as MatchId);
  if (!bytes) throw new Error(`there is no record of ${result.id}`);
  return { bytes, result, rematch };
}
