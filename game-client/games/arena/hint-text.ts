import type { Bindings } from "../../settings/bindings.ts";
import { t } from "../../text/text.ts";
import type { Action, Device } from "./actions.ts";
import { pressesOf } from "./input-bindings.ts";
import { labelOf } from "./press-labels.ts";

/** How to play with `device`, with the keys that are bound now. */
export function hintText(device: Device, bindings: Bindings): string {
  if (device === "touch") return t("hands.hint.touch");
  const first = (action: Action, kind: "key" | "button", mouse: boolean) => {
    const presses = pressesOf(bindings, action).filter((press) => press.kind === kind);
    const chosen = presses.find((press) => isMouse(press) === mouse) ?? presses[0];
    return chosen ? labelOf(chosen) : "–";
  };
  const group = (...actions: Action[]) => joined(actions.map((action) => first(action, "key", false)));
  const shots = (kind: "key" | "button", mouse: boolean) => ({
    bolt: first("bolt", kind, mouse),
    beam: first("beam", kind, mouse),
    dash: first("dash", kind, false),
  });
  if (device === "pad") return t("hands.hint.pad", shots("button", false));
  const move = group("up", "left", "down", "right");
  if (device === "mouse") return t("hands.hint.mouse", { move, ...shots("key", true) });
  return t("hands.hint.keys", { move, aim: group("aimUp", "aimLeft", "aimDown", "aimRight"), ...shots("key", false) });
}

function isMouse(press: { readonly kind: string; readonly code?: string }): boolean {
  return press.code?.startsWith("Mouse") === true;
}

/** Letters stand together, longer names apart. */
function joined(labels: readonly string[]): string {
  return labels.join(labels.every((label) => label.length === 1) ? "" : " ");
}
