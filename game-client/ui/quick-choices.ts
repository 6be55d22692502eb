import { MAP_BOX } from "../games/arena/introduction/map-picture.ts";
import { element } from "./element.ts";
import { picture } from "./picture.ts";
import type { Choice } from "./private-panel.ts";

/** What quick play is asked for: a group of pictures for each option, each with one that leaves it open. */
export class QuickChoices {
  readonly root: HTMLElement;
  readonly #choices: readonly Choice[];

  constructor(choices: readonly Choice[], chosen: Readonly<Record<string, unknown>>, changed: (options: Readonly<Record<string, unknown>>) => void) {
    this.#choices = choices;
    this.root = element("div", { class: "quick", change: () => changed(this.options) }, ...choices.map((choice) => group(choice, chosen)));
  }

  /** Only what was chosen. */
  get options(): Readonly<Record<string, unknown>> {
    const read = this.#choices.map(({ option, values }) => {
      const checked = this.root.querySelector<HTMLInputElement>(`input[name="${option}"]:checked`);
      return [option, values[Number(checked?.value ?? 0)]?.value] as const;
    });
    return Object.fromEntries(read.filter(([, value]) => value !== undefined));
  }
}

function group({ option, label, values }: Choice, chosen: Readonly<Record<string, unknown>>): HTMLElement {
  const cards = values.map(({ value, text, note, picture: shapes }, index) => {
    const input = element("input", { type: "radio", name: option, value: String(index), checked: value === chosen[option] });
    const words = element("span", { class: "words" }, element("b", {}, text));
    if (note) words.append(element("small", {}, note));
    const card = element("label", { class: "card" }, input, words);
    if (shapes) card.insertBefore(picture(MAP_BOX, shapes), words);
    return card;
  });
  return element(
    "fieldset",
    {},
    element("legend", {}, label),
    element("div", { class: "cards", "data-count": String(values.length), style: `--count: ${values.length}` }, ...cards),
  );
}
