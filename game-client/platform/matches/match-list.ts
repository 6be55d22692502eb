import "./matches.css";
import type { Answer } from "../../net/request.ts";
import { t, tCount, tNodes } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { matchPath, watchPath } from "../../ui/route.ts";
import { troubleOf } from "../../ui/sentences.ts";
import { playerName } from "../player-name.ts";
import { dayAndTime, length } from "../times.ts";
import type { MatchPage, MatchSeat, ShownMatch } from "./match-api.ts";
import { matchTitle, placeText, ratingChange, teamsOf } from "./match-words.ts";

/** Named in a row; the match's own page names all. */
const NAMED = 3;

/** What a player took part in, from its first page on; `pageAfter` gives the others. */
export function matchList(player: string, pageAfter: (after?: string) => Promise<Answer<MatchPage>>, first: MatchPage): readonly Node[] {
  if (first.matches.length === 0) return [element("p", { class: "empty" }, t("history.none"))];
  const rows = element("ol", { class: "history" });
  const said = element("span", { role: "status" });
  const more = element("button", { class: "button", type: "button" }, t("history.more"));
  let next: string | undefined;
  const add = (page: MatchPage) => {
    rows.append(...page.matches.map((match) => row(match, player)));
    next = page.next;
    more.hidden = next === undefined;
  };
  more.addEventListener("click", async () => {
    more.disabled = true;
    const page = await pageAfter(next);
    more.disabled = false;
    said.textContent = page.ok ? "" : troubleOf(page.code, page.message).text;
    if (!page.ok) return;
    const before = rows.children.length;
    add(page.value);
    rows.children[before]?.querySelector("a")?.focus();
  });
  add(first);
  return [rows, element("div", { class: "more" }, more, said)];
}

function row(match: ShownMatch, player: string): HTMLElement {
  const own = match.players.find((seat) => seat.player === player);
  const when = element("time", { datetime: match.startedAt.toISOString() }, dayAndTime(match.startedAt));
  return element(
    "li",
    { "data-won": own?.place === 1 && match.counts ? "true" : undefined },
    element("b", { class: "placing" }, own ? placeText(own, match) : ""),
    element(
      "span",
      { class: "what" },
      element("a", { href: matchPath(match.id) }, matchTitle(match)),
      element("small", {}, when, ` · ${length(match.durationMs)} · `, watchLink(match)),
    ),
    element("span", { class: "against" }, ...against(match, own)),
    element("span", { class: "points" }, own ? t("history.score", { score: own.score }) : ""),
    element("span", { class: "rated" }, own?.rating ? ratingChange(own.rating) : t(match.ranked ? "rating.none" : "history.private")),
  );
}

function watchLink({ id, live }: ShownMatch): HTMLElement {
  return element("a", { class: "watch", href: watchPath(id, live ? "?live=1" : "") }, t(live ? "details.watchLive" : "details.replay"));
}

function against(match: ShownMatch, own: MatchSeat | undefined): (Node | string)[] {
  const teams = teamsOf(match) > 0;
  const opponents = match.players.filter((seat) => seat !== own && !(teams && seat.team === own?.team));
  // People first: it is them one remembers.
  const named = opponents.toSorted((a, b) => Number(a.bot) - Number(b.bot)).slice(0, NAMED);
  if (named.length === 0) return [];
  const names = element("span", { class: "names" });
  for (const [index, seat] of named.entries()) names.append(...(index > 0 ? [", "] : []), playerName(seat));
  const others = opponents.length - named.length;
  return [...tNodes("history.against", { names }), ...(others > 0 ? [` ${tCount("history.others", others)}`] : [])];
}
