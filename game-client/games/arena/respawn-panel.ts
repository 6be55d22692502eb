import { NOBODY, RESPAWN_TICKS, TICK_HZ } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { t, tNodes } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import type { ArenaMatch } from "./arena-match.ts";
import type { MatchEvent } from "./match-events.ts";
import { sideOf } from "./palette.ts";
import { SIDE_SIGN } from "./side-sign.ts";

/** While we are down: who did it and with what, how much was left of them, and when we are back. */
export class RespawnPanel {
  readonly root: HTMLElement;
  readonly #who = element("p", {});
  readonly #left = element("b", {});
  readonly #fill = element("i", {});
  #weapon = "";

  constructor() {
    this.root = element(
      "div",
      { class: "respawn", role: "status", hidden: true },
      this.#who,
      element("div", { class: "wait" }, this.#fill),
      this.#left,
    );
  }

  update(match: ArenaMatch, own: ArenaPlayer | undefined, events: readonly MatchEvent[]): void {
    for (const event of events) {
      if (event.kind === "told" && event.entry.kind === "kill" && event.entry.target === own?.seat) this.#weapon = event.entry.weapon;
    }
    const down = own !== undefined && own.respawn > 0 && match.state.phase !== "finished" && match.state.phase !== "waiting";
    if (down && (this.root.hidden || events.length > 0)) this.#name(match, own);
    this.root.hidden = !down;
    if (!own || !down) return;
    const ticks = Number(match.predicted?.respawn ?? own.respawn);
    const text = t("match.backIn", { seconds: (ticks / TICK_HZ).toFixed(1) });
    if (this.#left.textContent !== text) this.#left.textContent = text;
    this.#fill.style.scale = `${1 - ticks / RESPAWN_TICKS} 1`;
  }

  #name(match: ArenaMatch, own: ArenaPlayer): void {
    const killer = own.hitBy === NOBODY ? undefined : match.state.players.get(String(own.hitBy));
    if (!killer) {
      this.#who.replaceChildren(t("match.fell"));
      return;
    }
    const side = sideOf(match.state.mode, killer, own.seat);
    const name = element("b", { class: side }, `${SIDE_SIGN[side]} `, element("bdi", {}, killer.name));
    const weapon = this.#weapon === "beam" || this.#weapon === "bolt" ? t(`match.weapon.${this.#weapon}`) : "";
    this.#who.replaceChildren(
      ...tNodes("match.gotYou", { name }),
      element("small", {}, [weapon, `${killer.health + killer.shield} ♥`].filter(Boolean).join(" · ")),
    );
  }
}
