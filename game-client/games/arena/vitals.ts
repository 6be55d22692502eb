import { BEAM_ENERGY, DASH_COOLDOWN_TICKS, MAX_ENERGY, MAX_HEALTH, MAX_SHIELD } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";

type Bar = "health" | "shield" | "energy" | "dash";

const LOW_HEALTH = 30;

/** What we have left: health and shield, energy with the price of a beam marked on it, and whether we can dash. */
export class Vitals {
  readonly root: HTMLElement;
  readonly #fills: Readonly<Record<Bar, HTMLElement>> = { health: element("i"), shield: element("i"), energy: element("i"), dash: element("i") };
  readonly #lost = element("i", { class: "lost" });
  readonly #health = element("b", {});
  readonly #stop: () => void;

  constructor() {
    const bars = {} as Record<Bar, HTMLElement>;
    for (const name of ["health", "shield", "energy", "dash"] as const)
      bars[name] = element("div", { class: `bar ${name}`, role: "img" }, this.#fills[name]);
    bars.health.prepend(this.#lost);
    bars.health.append(this.#health);
    for (let beams = 1; beams * BEAM_ENERGY < MAX_ENERGY; beams++) {
      const mark = element("s", {});
      mark.style.left = `${(100 * beams * BEAM_ENERGY) / MAX_ENERGY}%`;
      bars.energy.append(mark);
    }
    const label = () => {
      for (const name of ["health", "shield", "energy", "dash"] as const) bars[name].setAttribute("aria-label", t(`match.${name}`));
    };
    label();
    this.#stop = onText(label);
    this.root = element("div", { class: "vitals" }, element("div", { class: "bars" }, bars.health, bars.shield), bars.energy, bars.dash);
  }

  /** `body` is the prediction: what the hands did is seen at once. */
  update(own: ArenaPlayer | undefined, body: Readonly<Record<string, number | boolean>>, over: boolean): void {
    this.root.hidden = !own || own.respawn > 0 || over;
    if (!own || this.root.hidden) return;
    const energy = Number(body.energy ?? own.energy);
    const cooldown = Number(body.dashCooldown ?? own.dashCooldown);
    fill(this.#fills.health, own.health / MAX_HEALTH);
    fill(this.#lost, own.health / MAX_HEALTH);
    fill(this.#fills.shield, own.shield / MAX_SHIELD);
    fill(this.#fills.energy, energy / MAX_ENERGY);
    fill(this.#fills.dash, 1 - cooldown / DASH_COOLDOWN_TICKS);
    const health = String(own.health);
    if (this.#health.textContent !== health) this.#health.textContent = health;
    const { classList } = this.root;
    classList.toggle("overcharged", own.overcharge > 0);
    classList.toggle("low", isLow(own));
    classList.toggle("beam-ready", energy >= BEAM_ENERGY);
    classList.toggle("dash-ready", cooldown === 0);
  }

  close(): void {
    this.#stop();
  }
}

/** The next hits are the last. */
export function isLow(player: ArenaPlayer): boolean {
  return player.respawn === 0 && player.health + player.shield <= LOW_HEALTH;
}

function fill(bar: HTMLElement, share: number): void {
  const scale = `${Math.round(Math.min(1, Math.max(0, share)) * 200) / 200} 1`;
  if (bar.style.scale !== scale) bar.style.scale = scale;
}
