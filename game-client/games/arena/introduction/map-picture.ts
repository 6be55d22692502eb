import type { Box, MapData, Pieces, Pillar } from "../../../../rooms/arena/maps/map-data.ts";

/** A map from above as SVG shapes, drawn from the data that it is played on; the viewBox is the same for all. */
export const MAP_BOX = "0 0 240 150";

export function mapPicture(map: MapData): string {
  const scale = Math.min(228 / map.width, 138 / map.height);
  const left = (240 - map.width * scale) / 2;
  const top = (150 - map.height * scale) / 2;
  const { boxes, pillars, pickups } = allOf(map);
  const ground = `<rect class="ground" width="${map.width}" height="${map.height}" rx="20"/>`;
  const dots = pickups.map(
    ({ kind, x, y }) => `<rect class="${kind}" x="${x - 26}" y="${y - 26}" width="52" height="52" transform="rotate(45 ${x} ${y})"/>`,
  );
  return `<g transform="translate(${left.toFixed(1)} ${top.toFixed(1)}) scale(${scale.toFixed(4)})">${ground}${boxes.map(box).join("")}${pillars.map(pillar).join("")}${dots.join("")}</g>`;
}

/** Any of the maps: the awning's wedges over an open question. */
export function anyMapPicture(): string {
  const wedges = Array.from(
    { length: 9 },
    (_, index) => `<path class="wedge" d="M120 150 L-90 150 L-88 136 Z" transform="rotate(${4 + index * 20} 120 150)"/>`,
  );
  return `<rect class="ground" width="240" height="150" rx="4"/>${wedges.join("")}<circle class="ground" cx="120" cy="150" r="58"/>`;
}

function box({ x, y, width, height, degrees = 0 }: Box): string {
  return `<rect class="stone" x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" transform="rotate(${degrees} ${x} ${y})"/>`;
}

function pillar({ x, y, radius }: Pillar): string {
  return `<circle class="stone" cx="${x}" cy="${y}" r="${radius}"/>`;
}

/** The pieces with those of the half that is there a second time, turned around the centre. */
function allOf({ centre, half, width, height }: MapData): Pieces {
  const turned = <T extends { readonly x: number; readonly y: number }>(piece: T): T => ({ ...piece, x: width - piece.x, y: height - piece.y });
  const both = <T extends { readonly x: number; readonly y: number }>(once: readonly T[], twice: readonly T[]) => [
    ...once,
    ...twice,
    ...twice.map(turned),
  ];
  return { boxes: both(centre.boxes, half.boxes), pillars: both(centre.pillars, half.pillars), pickups: both(centre.pickups, half.pickups) };
}
