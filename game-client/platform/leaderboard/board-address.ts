import { boardPath } from "../../ui/route.ts";
import type { Scope } from "./leaderboard-api.ts";

/** What the page of boards shows; its address says all of it. */
export interface BoardView {
  readonly board: string;
  readonly scope: Scope;
  /** The running one where it is undefined. */
  readonly season: string | undefined;
}

export const SCOPES: readonly Scope[] = ["top", "around", "friends"];

export function boardAddress({ board, scope, season }: BoardView): string {
  const query = new URLSearchParams({ ...(scope !== "top" && { scope }), ...(season !== undefined && { season }) }).toString();
  return boardPath(board) + (query === "" ? "" : `?${query}`);
}

export function readBoardAddress(board: string, search: string): BoardView {
  const query = new URLSearchParams(search);
  return { board, scope: SCOPES.find((scope) => scope === query.get("scope")) ?? "top", season: query.get("season") ?? undefined };
}
