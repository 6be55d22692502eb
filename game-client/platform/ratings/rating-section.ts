import "./ratings.css";
import { gameTitle, modeTitle } from "../../games/titles.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { ShownRating } from "./rating-api.ts";
import { ratingGraph } from "./rating-graph.ts";

/** Each rating of a player with its graph. */
export function ratingSections(ratings: readonly ShownRating[]): HTMLElement[] {
  if (ratings.length === 0) return [element("p", { class: "empty" }, t("rating.noneYet"))];
  return ratings.map((rating) => {
    const { game, mode, value, deviation, provisional } = rating;
    return element(
      "section",
      { class: "rating" },
      element("h3", {}, `${gameTitle(game)} · ${modeTitle(mode)}`),
      element(
        "p",
        { class: "value" },
        element("b", {}, String(value)),
        ` ± ${deviation}`,
        ...(provisional ? [element("small", {}, t("rating.provisionalLong"))] : []),
      ),
      ratingGraph(rating),
    );
  });
}
