/** The modes as SVG shapes, in the same box as the maps. */
const GROUND = `<rect class="ground" width="240" height="150" rx="4"/>`;

export function duelPicture(): string {
  const others = [
    [46, 34, 30],
    [196, 40, 150],
    [52, 118, -40],
    [190, 116, 215],
    [120, 24, 90],
  ];
  return `${GROUND}${others.map(([x = 0, y = 0, degrees = 0]) => lozenge(x, y, degrees)).join("")}<circle class="own" cx="120" cy="84" r="27"/>${shield(120, 84, -90)}`;
}

export function teamsPicture(): string {
  const rows = [28, 60, 92, 124];
  return `${GROUND}<path class="line" d="M120 12V138"/>${rows.map((y, index) => shield(index % 2 ? 44 : 76, y, 0)).join("")}${rows.map((y, index) => lozenge(index % 2 ? 196 : 164, y, 180)).join("")}`;
}

function shield(x: number, y: number, degrees: number): string {
  return `<path class="a" d="M17 0-12 14Q-5 0-12-14z" transform="translate(${x} ${y}) rotate(${degrees})"/>`;
}

function lozenge(x: number, y: number, degrees: number): string {
  return `<path class="b" d="M17 0 0 13-15 0 0-13z" transform="translate(${x} ${y}) rotate(${degrees})"/>`;
}
