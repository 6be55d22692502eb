import type { SettingKey, SettingValue } from "../../settings/known-settings.ts";
import { settings } from "../../settings/settings.ts";
import { t } from "../../text/text.ts";
import { element } from "../element.ts";

type KeyOf<T> = { [K in SettingKey]: SettingValue<K> extends T ? K : never }[SettingKey];

/** A choice of a few words. */
export function chooseRow<K extends KeyOf<string>>(
  key: K,
  label: string,
  values: readonly { readonly value: SettingValue<K>; readonly text: string }[],
): HTMLElement {
  const select = element(
    "select",
    { id: `set-${key}`, change: () => settings.set(key, (values[select.selectedIndex] ?? { value: settings.get(key) }).value) },
    ...values.map(({ text, value }) =>
      element("option", { value: String(value), lang: key === "language" && value !== "system" ? String(value) : undefined }, text),
    ),
  );
  select.selectedIndex = values.findIndex(({ value }) => value === settings.get(key));
  return element("label", { class: "setting" }, element("span", {}, label), select);
}

/** A share of something, from `least` to `most`. */
export function shareRow(key: KeyOf<number>, label: string, least: number, most: number, step: number): HTMLElement {
  const told = element("output", {});
  const tell = () => {
    told.textContent = t("settings.percent", { count: Math.round(settings.get(key) * 100) });
    input.setAttribute("aria-valuetext", told.textContent);
  };
  const input = element("input", {
    id: `set-${key}`,
    type: "range",
    min: String(least),
    max: String(most),
    step: String(step),
    value: String(settings.get(key)),
    input: () => {
      settings.set(key, Number(input.value));
      tell();
    },
  });
  tell();
  return element("label", { class: "setting" }, element("span", {}, label), element("span", { class: "share" }, input, told));
}

/** Something that is on or off. */
export function flagRow(key: KeyOf<boolean>, label: string): HTMLElement {
  const input = element("input", {
    id: `set-${key}`,
    type: "checkbox",
    checked: settings.get(key),
    change: () => settings.set(key, input.checked),
  });
  return element("label", { class: "setting flag" }, input, element("span", {}, label));
}
