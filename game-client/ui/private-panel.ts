import { t } from "../text/text.ts";
import { element } from "./element.ts";

/** One value of an option; undefined leaves it open. */
export interface ChoiceValue {
  readonly value: string | number | undefined;
  readonly text: string;
  readonly note?: string;
  /** SVG shapes in MAP_BOX. */
  readonly picture?: string;
}

/** One option of a match. */
export interface Choice {
  readonly option: string;
  readonly label: string;
  readonly values: readonly ChoiceValue[];
  /** Index of the value that is chosen at first. */
  readonly first: number;
}

/** Asks how a private match is to be. */
export function privatePanel(choices: readonly Choice[], open: (options: Readonly<Record<string, unknown>>) => void): HTMLElement {
  const chosen = choices.map((choice) => {
    const select = element(
      "select",
      { id: `option-${choice.option}` },
      ...choice.values.map(({ text }, index) => element("option", { value: String(index) }, text)),
    );
    select.selectedIndex = choice.first;
    return { choice, select };
  });
  const submit = (event: Event) => {
    event.preventDefault();
    open(Object.fromEntries(chosen.map(({ choice, select }) => [choice.option, choice.values[select.selectedIndex]?.value])));
  };
  return element(
    "form",
    { class: "panel", id: "private-panel", "aria-label": t("landing.private"), submit },
    element("div", { class: "choices" }, ...chosen.map(({ choice, select }) => element("label", {}, choice.label, select))),
    element("button", { class: "button call", id: "open-private", type: "submit" }, t("landing.open")),
  );
}
