import { gameTitle, mapTitle, modeTitle } from "../../games/titles.ts";
import { type TextKey, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { signed } from "../times.ts";
import type { MatchSeat, RatingStep, ShownMatch } from "./match-api.ts";

const REASONS: Readonly<Record<string, TextKey>> = {
  score: "details.reason.score",
  "sudden-death": "details.reason.suddenDeath",
  time: "details.reason.time",
  abandoned: "details.reason.abandoned",
  fault: "details.reason.fault",
  stopped: "details.reason.stopped",
};

/** What was played: game, mode and map. */
export function matchTitle({ game, mode, map }: ShownMatch): string {
  const parts = [gameTitle(game), modeTitle(mode), ...(map === "" ? [] : [mapTitle(map)])];
  return parts.join(" · ");
}

/** How many teams played; 0 where everybody was a side of their own. */
export function teamsOf({ players }: ShownMatch): number {
  const teams = new Set(players.map(({ team }) => team)).size;
  return teams > 1 && teams < players.length ? teams : 0;
}

/** Why a match ended; nothing where its game has a reason that this page has no words for. */
export function reasonText(reason: string): string | undefined {
  const key = REASONS[reason];
  return key && t(key as "details.reason.time");
}

/** A place among all; why there is none where the match does not count. */
export function placeText({ place, left }: MatchSeat, match: ShownMatch): string {
  if (match.live) return t("details.live");
  if (!match.counts || place === 0) return t("details.uncounted.short");
  const text = t("history.place", { place, of: teamsOf(match) || match.players.length });
  return left ? `${text} (${t("details.left")})` : text;
}

/** How a rating changed: by sign, colour and numbers. */
export function ratingChange({ before, after, provisional }: RatingStep): HTMLElement {
  const by = after - before;
  return element(
    "span",
    { class: "change", "data-change": by > 0 ? "up" : by < 0 ? "down" : "same" },
    element("b", {}, signed(by)),
    " ",
    element("span", { class: "steps" }, t("rating.from", { before: String(before), after: String(after) })),
    ...(provisional ? [element("small", {}, ` ${t("rating.provisional")}`)] : []),
  );
}
