import type { Watchers } from "../audience/audience.ts";
import { type Cursor, writeCursor } from "./cursor.ts";
import type { FinishedMatch, HistoryQuery } from "./match-history.ts";
import { finishedView, liveView } from "./match-view.ts";
import type { StartedMatch } from "./matches.ts";

/** A page, and the cursor of the next; null at the end. */
export interface MatchPage {
  readonly matches: readonly object[];
  readonly next: string | null;
}

/** One more than the page is read, to know whether there is a next one. */
export async function finishedPage(page: HistoryQuery, read: (query: HistoryQuery) => Promise<readonly FinishedMatch[]>): Promise<MatchPage> {
  const found = await read({ ...page, limit: page.limit + 1 });
  const shown = found.slice(0, page.limit);
  return { matches: shown.map(finishedView), next: nextOf(found, page, ({ endedAt, id }) => ({ at: endedAt, id })) };
}

/** Of the matches that are listed: private ones never are. */
export function livePage(live: readonly StartedMatch[], page: HistoryQuery, audience: ReadonlyMap<string, Watchers>): MatchPage {
  const cursorOf = ({ startedAt, id }: StartedMatch) => ({ at: startedAt, id });
  const found = live.filter((match) => match.ranked && (page.game === undefined || match.game === page.game) && isAfter(cursorOf(match), page.after));
  return { matches: found.slice(0, page.limit).map((match) => liveView(match, audience.get(match.id))), next: nextOf(found, page, cursorOf) };
}

function nextOf<M>(found: readonly M[], { limit }: HistoryQuery, cursorOf: (match: M) => Cursor): string | null {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return last === undefined ? null : writeCursor(cursorOf(last));
}

function isAfter({ at, id }: Cursor, from: Cursor | undefined): boolean {
  if (!from || at.getTime() < from.at.getTime()) return true;
  return at.getTime() === from.at.getTime() && id < from.id;
}
