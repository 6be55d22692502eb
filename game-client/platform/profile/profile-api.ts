import { type Fields, fieldsOf, listOf, numberOf, textOf } from "../../net/fields.ts";
import { type Answer, request } from "../../net/request.ts";

/** What a player has reached in one game and mode. */
export interface ShownRecord {
  readonly game: string;
  readonly mode: string;
  readonly matches: number;
  readonly wins: number;
  readonly bestScore: number;
  readonly bestRating: number | undefined;
}

export interface ShownProfile {
  readonly id: string;
  readonly name: string;
  readonly guest: boolean;
  readonly records: readonly ShownRecord[];
}

export function profileOf(id: string): Promise<Answer<ShownProfile>> {
  return request(`/api/players/${encodeURIComponent(id)}`, {}, ({ player }) => {
    const { id, name, guest, records } = fieldsOf(player);
    return { id: textOf(id), name: textOf(name), guest: guest === true, records: listOf(records, readRecord) ?? [] };
  });
}

function readRecord({ game, mode, matches, wins, bestScore, bestRating }: Fields): ShownRecord {
  return {
    ...{ game: textOf(game), mode: textOf(mode), matches: numberOf(matches), wins: numberOf(wins), bestScore: numberOf(bestScore) },
    bestRating: typeof bestRating === "number" ? bestRating : undefined,
  };
}
