import { fieldsOf, listOf, numberOf, textOf } from "../../net/fields.ts";
import { request } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { watchPath } from "../../ui/route.ts";
import { dayAndTime, length } from "../times.ts";
import { readLiveSeats } from "./live-match.ts";
import { liveTitle } from "./live-title.ts";

const SHOWN = 6;

/** The matches that ended last, each with its replay; nothing where there are none. */
export function recentMatches(): HTMLElement {
  const rows = element("ol", { class: "recent" });
  const root = element("section", { class: "others", hidden: true }, element("h2", {}, t("live.recent")), rows);
  void fill(root, rows);
  return root;
}

async function fill(root: HTMLElement, rows: HTMLElement): Promise<void> {
  const found = await request(`/api/matches?state=finished&limit=${SHOWN}`, {}, ({ matches }) => listOf(matches, fieldsOf));
  if (!found.ok || found.value.length === 0) return;
  root.hidden = false;
  rows.replaceChildren(
    ...found.value.map(({ id, game, mode, map, startedAt, durationMs, players }) => {
      const [winner] = readLiveSeats(players);
      return element(
        "li",
        {},
        element("a", { href: watchPath(textOf(id)) }, liveTitle({ game: textOf(game), mode: textOf(mode), map: textOf(map) })),
        element("span", {}, ...(winner ? [element("bdi", {}, winner.name), ` ${winner.score}`] : [])),
        element("small", {}, `${dayAndTime(new Date(textOf(startedAt)))} · ${length(numberOf(durationMs))}`),
      );
    }),
  );
}
