import { outcome, TICK_HZ } from "../../../rooms/starter/rules.ts";
import { element } from "../../ui/element.ts";
import type { Stage } from "../game-view.ts";
import type { StarterMatch } from "./starter-view.ts";

/** What is read in a match: what goes on, the result, the way out. */
export class Hud {
  readonly #match: StarterMatch;
  readonly #line = element("p", { "aria-live": "polite" });
  readonly #rematch = element(
    "button",
    { class: "button call", id: "rematch", type: "button", hidden: true, click: () => void this.#vote() },
    "Rematch",
  );
  readonly #root: HTMLElement;

  constructor(match: StarterMatch, stage: Stage) {
    this.#match = match;
    const leave = element("button", { class: "button", id: "leave", type: "button", click: () => stage.leave() }, "Leave");
    this.#root = element("div", { class: "starter-hud" }, this.#line, this.#rematch, leave);
    stage.overlay.append(this.#root);
  }

  update(): void {
    const text = this.#text();
    if (this.#line.textContent !== text) this.#line.textContent = text;
    this.#rematch.hidden = this.#match.state.phase !== "finished" || this.#match.self?.rematch === true;
  }

  close(): void {
    this.#root.remove();
  }

  #text(): string {
    const { state, self } = this.#match;
    if (state.phase === "waiting") return "Waiting for somebody to play against";
    const result = outcome(state);
    if (!result) return `First to ${state.goal}, ${Math.max(0, Math.ceil((state.endTick - state.tick) / TICK_HZ))} s left`;
    const winners = result.ranking.filter(({ place }) => place === 1).map(({ seat }) => state.players.get(String(seat))?.name ?? "");
    const place = result.ranking.find(({ seat }) => seat === self?.seat)?.place;
    return place === 1 ? "You win" : `${winners.join(", ")} won`;
  }

  /** The button goes once the vote is in the state. */
  async #vote(): Promise<void> {
    await this.#match.request("rematch.vote").catch(() => undefined);
  }
}
