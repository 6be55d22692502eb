import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { element } from "../../ui/element.ts";
import { type ArenaMatch, drawnAt } from "./arena-match.ts";
import type { MatchEvent } from "./match-events.ts";
import { isLow } from "./vitals.ts";

const SHOWN_MS = 900;
const MOST = 4;

/** Says that we are hurt, from where, and that little is left: light at the edge and a wedge towards who did it. */
export class HurtOverlay {
  readonly root: HTMLElement;
  readonly #wedges: { node: HTMLElement; untilMs: number }[] = [];

  constructor() {
    for (let i = 0; i < MOST; i++) this.#wedges.push({ node: element("i", { hidden: true }), untilMs: 0 });
    this.root = element("div", { class: "hurt", "aria-hidden": "true" }, element("u", {}), ...this.#wedges.map(({ node }) => node));
  }

  /** `centre` is where our ship is on the screen, in CSS pixels. */
  update(match: ArenaMatch, centre: { x: number; y: number }, own: ArenaPlayer | undefined, events: readonly MatchEvent[], nowMs: number): void {
    for (const event of events) if (own && event.kind === "hurt" && event.seat === own.seat) this.#hurt(match, own, event.by, event.lost, nowMs);
    for (const { node, untilMs } of this.#wedges) {
      if (node.hidden) continue;
      node.hidden = untilMs < nowMs;
      // Shares of the window, as the readings may be enlarged.
      node.style.left = `${(100 * centre.x) / innerWidth}%`;
      node.style.top = `${(100 * centre.y) / innerHeight}%`;
    }
    this.root.classList.toggle("low", own !== undefined && isLow(own) && match.state.phase === "playing");
  }

  #hurt(match: ArenaMatch, own: ArenaPlayer, by: number, lost: number, nowMs: number): void {
    const light = this.root.firstElementChild as HTMLElement;
    light.style.setProperty("--strength", String(Math.min(1, 0.35 + lost / 60)));
    replay(light);
    const from = match.state.players.get(String(by));
    const wedge = this.#wedges.reduce((oldest, next) => (next.untilMs < oldest.untilMs ? next : oldest));
    if (!from || from === own) return;
    const [here, there] = [drawnAt(match, own), drawnAt(match, from)];
    wedge.untilMs = nowMs + SHOWN_MS;
    wedge.node.hidden = false;
    wedge.node.style.rotate = `${Math.atan2(there.y - here.y, there.x - here.x)}rad`;
    replay(wedge.node);
  }
}

/** Starts the element's animation anew. */
function replay(node: HTMLElement): void {
  for (const animation of node.getAnimations()) {
    animation.currentTime = 0;
    animation.play();
  }
  node.classList.add("on");
}
