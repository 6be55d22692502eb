/** Keys, pads, touch, sounds and their captions. */
export const hands = {
  "hands.press": "Press a key for {action}",
} as const;
