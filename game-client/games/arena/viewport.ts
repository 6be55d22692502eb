/** World area that is seen at once, in square pixels: the same for a phone held upright and a wide screen, so that nobody sees more. */
const SEEN_AREA = 1180 * 664;
/** The furthest that anybody sees along one axis, in world pixels: a window as thin as a ribbon is no telescope. */
const MOST_SEEN = 1340;
/** Beyond the map's edge at most this much is shown: a corner is not under the readings. */
const MARGIN_PX = 100;

/** Device pixels for one world pixel. */
export function zoomFor(width: number, height: number): number {
  return Math.max(Math.sqrt((width * height) / SEEN_AREA), Math.max(width, height) / MOST_SEEN);
}

/** Where one axis of the camera stands: on the player, but not further out than the map's edge; a small map stays in the middle. */
export function cameraCentre(player: number, size: number, seen: number): number {
  const least = seen / 2 - MARGIN_PX;
  const most = size - least;
  return least > most ? size / 2 : Math.min(Math.max(player, least), most);
}
