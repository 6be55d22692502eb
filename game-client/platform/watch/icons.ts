import { picture } from "../../ui/picture.ts";

const SHAPES = {
  play: '<path d="M7 4.5v15l12.5-7.5z"/>',
  pause: '<path d="M6 4.5h4.2v15H6zM13.8 4.5H18v15h-4.2z"/>',
  again: '<path class="stroke" d="M5 12a7 7 0 1 0 2.4-5.3M5 4.2v4.3h4.3"/>',
  stepBack: '<path d="M5 5h2.6v14H5zM19 5v14L9 12z"/>',
  stepForward: '<path d="M16.4 5H19v14h-2.6zM5 5l10 7-10 7z"/>',
  moments: '<path class="stroke" d="M4 12h16"/><path d="M8 12 5 6h6zM16 12l3.2 4.2L16 20.4l-3.2-4.2z"/>',
  clip: '<path class="stroke" d="M8 4H4v16h4M16 4h4v16h-4"/><path d="M9.5 8.5v7l6-3.5z"/>',
  share: '<path class="stroke" d="M12 15V4M7.5 8 12 3.5 16.5 8M5 12v8h14v-8"/>',
  more: '<circle cx="5" cy="12" r="2"/><circle cx="12" cy="12" r="2"/><circle cx="19" cy="12" r="2"/>',
  full: '<path class="stroke" d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>',
  small: '<path class="stroke" d="M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5"/>',
  back: '<path class="stroke" d="M14.5 5 7.5 12l7 7"/>',
  eye: '<path class="stroke" d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
  check: '<path class="stroke" d="M4.5 12.5 10 18 20 6.5"/>',
} as const;

export type Icon = keyof typeof SHAPES;

/** A sign on a button; the button has a name of its own. */
export function icon(name: Icon): SVGElement {
  return picture("0 0 24 24", SHAPES[name]);
}

/** The shape of a kind of moment, around 0,0: told apart without colour. */
export const MOMENT_SHAPES = {
  lead: "M0-6 5.5 0 0 6-5.5 0z",
  kill: "M0 5.5-5-4.5H5z",
  pickup: "M-3.8-3.8h7.6v7.6h-7.6z",
  feat: "M0-6.2 1.7-2 6.2-1.7 2.7 1.2 3.8 5.6 0 3.2-3.8 5.6-2.7 1.2-6.2-1.7-1.7-2z",
  turn: "M-4.5-6h9L1.2 0 4.5 6h-9L-1.2 0z",
  other: "M0-4.2A4.2 4.2 0 1 1 0 4.2 4.2 4.2 0 1 1 0-4.2z",
} as const;
