/** Everything that keys, buttons and touches can do in a match, in the order in which they are listed to a person. */
export const ACTIONS = [
  "up",
  "down",
  "left",
  "right",
  "aimUp",
  "aimDown",
  "aimLeft",
  "aimRight",
  "turnLeft",
  "turnRight",
  "bolt",
  "beam",
  "dash",
  "emotes",
  "scores",
  "menu",
  "mute",
  "net",
] as const;

export type Action = (typeof ACTIONS)[number];

/** Those that are not for the ship: whoever shows the match hears of them. */
export const SHOWN_ACTIONS = ["emotes", "scores", "menu", "mute", "net"] as const;
export type ShownAction = (typeof SHOWN_ACTIONS)[number];

export function isShown(action: Action): action is ShownAction {
  return (SHOWN_ACTIONS as readonly Action[]).includes(action);
}

/** What a person plays with; it changes with the first use of another. */
export type Device = "mouse" | "keys" | "pad" | "touch";
