import type { SignedInPlayer } from "../../net/api.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { count } from "../times.ts";
import type { ShownBoard, ShownStanding } from "./leaderboard-api.ts";

export interface OwnPlace {
  readonly board: Pick<ShownBoard, "guests">;
  readonly own: ShownStanding | undefined;
  /** Undefined where this browser is nobody yet. */
  readonly player: SignedInPlayer | undefined;
  readonly jump: () => void;
}

/** Our own place, kept in view whichever page of the board is read. */
export function ownPlace({ board, own, player, jump }: OwnPlace): HTMLElement {
  if (own) {
    const values = { rank: count(own.rank), value: count(own.value) };
    return element(
      "div",
      { class: "mine" },
      element("p", {}, element("b", {}, t("board.mine", values))),
      element("button", { class: "button", id: "jump", type: "button", click: jump }, t("board.jump")),
    );
  }
  const unlisted = player?.guest === true && !board.guests;
  return element(
    "div",
    { class: "mine" },
    element("p", {}, t(player === undefined ? "board.nobody" : unlisted ? "board.guestsUnlisted" : "board.noPlace")),
    unlisted
      ? element("a", { class: "button", href: "/account" }, t("account.register"))
      : element("a", { class: "button", href: "/" }, t("landing.play")),
  );
}
