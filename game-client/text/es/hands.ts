import type { hands as english } from "../en/hands.ts";

export const hands: Record<keyof typeof english, string> = {
  "hands.press": "Pulsa una tecla para {action}",
};
