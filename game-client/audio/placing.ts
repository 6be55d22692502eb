/** Where a sound is heard: -1 left to 1 right, and how much of it is left at that distance. */
export interface Placing {
  readonly pan: number;
  readonly gain: number;
}

/** Half the width of what a player sees of the arena; from here on a sound is all on one side. */
const SIDE_PX = 590;
/** Half as loud. */
const HALF_PX = 520;
/** Nothing is heard from further away: what cannot be seen for another screen's width does not matter yet. */
const SILENT_PX = 1500;
/** A sound that is on one ear alone is uncomfortable. */
const MOST_PAN = 0.85;

/** How a sound at (dx, dy) world pixels from the listener is heard; undefined where it is not. */
export function placingOf(dx: number, dy: number): Placing | undefined {
  const distance = Math.hypot(dx, dy);
  if (!(distance < SILENT_PX)) return undefined;
  const pan = Math.max(-1, Math.min(1, dx / SIDE_PX)) * MOST_PAN;
  const fade = Math.min(1, (SILENT_PX - distance) / 300);
  return { pan, gain: fade / (1 + (distance / HALF_PX) ** 2) };
}

/** Eight arrows, from the right clockwise. */
const ARROWS = ["→", "↘", "↓", "↙", "←", "↖", "↑", "↗"];
/** Nearer than this a direction says nothing. */
const HERE_PX = 40;

/** An arrow to what is at (dx, dy); empty for what is here. */
export function arrowTo(dx: number, dy: number): string {
  if (Math.hypot(dx, dy) < HERE_PX) return "";
  const eighth = Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * ARROWS.length);
  return ARROWS[(eighth + ARROWS.length) % ARROWS.length] ?? "";
}
