import type { SignIn } from "../../identity/sign-in.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { loadInto, placeFor } from "../load-into.ts";
import { playerName } from "../player-name.ts";
import { count, dayAndTime, length } from "../times.ts";
import { type MatchSeat, matchById, type ShownMatch } from "./match-api.ts";
import { matchTitle, ratingChange, reasonText, teamsOf } from "./match-words.ts";
import { watchWays } from "./watch-ways.ts";

/** One match: who played it, what they reached and what it did to their ratings. */
export function matchPage(id: string, signIn: SignIn): HTMLElement[] {
  const place = placeFor("details");
  document.title = t("site.title", { page: t("details.title") });
  void loadInto(
    place,
    async () => {
      const known = await signIn.known();
      const session = known.ok ? known.value : undefined;
      const found = await signIn.asking(session?.token, (token) => matchById(id, token));
      if (found.ok) return { ok: true as const, value: { match: found.value, session } };
      return found.code === "match/unknown" ? { ...found, code: "details/unknown" } : found;
    },
    ({ match, session }) => [...facts(match), watchWays(match, session), table(match)],
  );
  return [element("h1", {}, t("details.title")), place];
}

function facts(match: ShownMatch): HTMLElement[] {
  document.title = t("site.title", { page: matchTitle(match) });
  const reason = reasonText(match.reason);
  const rows: readonly (readonly [string, Node | string])[] = [
    [t("details.began"), element("time", { datetime: match.startedAt.toISOString() }, dayAndTime(match.startedAt))],
    [t("details.length"), length(match.durationMs)],
    ...(reason ? [[t("details.ended"), reason] as const] : []),
  ];
  const remark = match.live ? t("details.running") : match.counts ? undefined : t("details.uncounted");
  return [
    element("h2", {}, matchTitle(match)),
    element("dl", { class: "facts" }, ...rows.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))),
    ...(remark ? [element("p", { class: "empty" }, remark)] : []),
  ];
}

function table(match: ShownMatch): HTMLElement {
  const teams = teamsOf(match) > 0;
  const heads = [t("details.place"), t("board.player"), ...(teams ? [t("details.team")] : []), t("details.score"), t("details.rating")];
  return element(
    "div",
    { class: "table" },
    element(
      "table",
      { class: "ranks" },
      element("caption", { class: "off" }, matchTitle(match)),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...match.players.map((seat) => row(seat, match, teams))),
    ),
  );
}

function row(seat: MatchSeat, match: ShownMatch, teams: boolean): HTMLElement {
  return element(
    "tr",
    {},
    element("td", {}, match.counts && seat.place > 0 ? count(seat.place) : "–"),
    element("th", { scope: "row" }, playerName(seat), ...(seat.left ? [element("small", {}, t("details.left"))] : [])),
    ...(teams ? [element("td", {}, String.fromCharCode(65 + seat.team))] : []),
    element("td", {}, count(seat.score)),
    element("td", {}, seat.rating ? ratingChange(seat.rating) : "–"),
  );
}
