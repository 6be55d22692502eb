/** World area that is seen at once, in square pixels: the same for a phone held upright and a wide screen, so that nobody sees more. */
const SEEN_AREA = 1180 * 664;
/** The furthest that anybody sees along one axis, in world pixels: a window as thin as a ribbon is no telescope. */
const MOST_SEEN = 1340;
/** Beyond the map's edge this much is shown where nothing is to be kept in sight. */
const MARGIN_PX = 100;

/** Device pixels for one world pixel. */
export function zoomFor(width: number, height: number): number {
  return Math.max(Math.sqrt((width * height) / SEEN_AREA), Math.max(width, height) / MOST_SEEN);
}

/** What is to stay in sight on one axis, and how far from the two edges of the picture. */
export interface Kept {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Where one axis of the camera stands: where it is wanted, but not further out than the map's edge; a small map stays in the
 * middle. For what would be too near to the picture's own edge then, it moves back to where it is wanted as far as it must.
 */
export function cameraCentre(wanted: number, size: number, seen: number, kept?: Kept): number {
  const least = seen / 2 - MARGIN_PX;
  const most = size - least;
  const centre = least > most ? size / 2 : Math.min(Math.max(wanted, least), most);
  if (!kept) return centre;
  if (centre > wanted) return Math.max(wanted, Math.min(centre, kept.at + seen / 2 - kept.before));
  return Math.min(wanted, Math.max(centre, kept.at - seen / 2 + kept.after));
}
