import { t } from "../../text/text.ts";
import type { Press } from "./input-bindings.ts";

/** What a pad's maker prints on the buttons of the standard mapping. */
const BUTTON_NAMES = [
  "A / ✕",
  "B / ○",
  "X / □",
  "Y / △",
  "LB / L1",
  "RB / R1",
  "LT / L2",
  "RT / R2",
  "View / Share",
  "Menu / Options",
  "L3",
  "R3",
  "D-pad ↑",
  "D-pad ↓",
  "D-pad ←",
  "D-pad →",
];

const NAMED = new Set([
  "Space",
  "Enter",
  "Tab",
  "Escape",
  "Backspace",
  "ShiftLeft",
  "ShiftRight",
  "ControlLeft",
  "ControlRight",
  "AltLeft",
  "AltRight",
  "CapsLock",
  "Mouse0",
  "Mouse1",
  "Mouse2",
  "Mouse3",
  "Mouse4",
]);

const ARROWS: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** What the person's keyboard has at each place; empty where the browser does not tell. */
let layout: ReadonlyMap<string, string> = new Map();

/** Asks for the layout of the keyboard, where the browser knows it; labels are right from then on. */
export async function readKeyboardLayout(): Promise<void> {
  const { keyboard } = navigator as Navigator & { keyboard?: { getLayoutMap?(): Promise<ReadonlyMap<string, string>> } };
  layout = (await keyboard?.getLayoutMap?.().catch(() => undefined)) ?? layout;
}

/** The name of a key or button as the person knows it. */
export function labelOf(press: Press, known: ReadonlyMap<string, string> = layout): string {
  if (press.kind === "button") return BUTTON_NAMES[press.index] ?? t("hands.button", { number: press.index });
  const { code } = press;
  if (NAMED.has(code)) return t(`hands.key.${code}` as "hands.key.Space");
  const arrow = ARROWS[code];
  if (arrow) return arrow;
  if (code.startsWith("Numpad")) return t("hands.key.numpad", { key: known.get(code) ?? code.slice(6) });
  return (known.get(code) ?? code.replace(/^(Key|Digit)/, "")).toUpperCase();
}
