import { t } from "../text/text.ts";
import { element } from "../ui/element.ts";
import { playerPath } from "../ui/route.ts";

export interface Named {
  /** Empty for a bot, and for who has deleted their account. */
  readonly player: string;
  readonly name: string;
  readonly bot?: boolean;
}

/** A name that leads to its profile; in a direction of its own, so that it turns no line. */
export function playerName({ player, name, bot = false }: Named): HTMLElement {
  const text = element("bdi", {}, name === "" ? t(bot ? "match.bot" : "player.gone") : name);
  if (player !== "") return element("a", { class: "player", href: playerPath(player) }, text);
  return bot && name !== ""
    ? element("span", { class: "player" }, text, element("small", {}, t("match.bot")))
    : element("span", { class: "player" }, text);
}
