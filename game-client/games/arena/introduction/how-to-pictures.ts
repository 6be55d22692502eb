/** The three pictures of how to play, as SVG shapes in the colours of the palette. */
export const HOW_TO_BOX = "0 0 320 180";

const FLOOR = `<rect class="ground" width="320" height="180"/><path class="wedge" d="M160-60 0 240H60z"/><path class="wedge" d="M160-60 130 240h60z"/><path class="wedge" d="M160-60 260 240h60z"/>`;

/** A ship that looks to the right, around (0, 0): ours is a shield, the other a lozenge. */
const SHIELD = `<path class="a" d="M24 0-17 20Q-7 0-17-20z"/>`;
const LOZENGE = `<path class="b" d="M24 0 0 18-21 0 0-18z"/>`;

function at(x: number, y: number, degrees: number, shapes: string): string {
  return `<g transform="translate(${x} ${y}) rotate(${degrees})">${shapes}</g>`;
}

function key(x: number, y: number, letter: string, width = 26): string {
  return `<rect class="key" x="${x}" y="${y}" width="${width}" height="26" rx="5"/><text class="letter" x="${x + width / 2}" y="${y + 18}">${letter}</text>`;
}

const OWN = `<circle class="own" r="36"/>${SHIELD}`;

/** A dash out of the way of three bolts. */
export const MOVE = `${FLOOR}${[40, 66, 92].map((x) => at(x, 118 - x * 0.3, -16, `<path class="trace" d="M-14-12-4 0l-10 12"/>`)).join("")}${at(158, 70, -16, OWN)}${[
  [232, 116],
  [262, 128],
  [292, 140],
]
  .map(([x = 0, y = 0]) => at(x, y, 202, `<rect class="bolt" x="-13" y="-3.500" width="26" height="7"/>`))
  .join(
    "",
  )}<g class="keys">${key(58, 118, "W")}${key(28, 148, "A")}${key(58, 148, "S")}${key(88, 148, "D")}${key(128, 148, "&#8212;", 84)}</g><g class="thumbs"><circle class="stick" cx="62" cy="138" r="30"/><circle class="thumb" cx="76" cy="130" r="14"/></g>`;

/** Bolts ahead of a target that moves, and a beam that is there at once. */
export const SHOOT = `${FLOOR}<rect class="stone" x="150" y="22" width="22" height="56"/>${at(
  62,
  128,
  -22,
  `<path class="beam" d="M26 0H232"/><path class="core" d="M26 0H232"/>`,
)}${at(276, 42, 130, LOZENGE)}${at(62, 128, -22, OWN)}${[110, 160]
  .map((x) => at(x, 132 + (x - 110) * 0.1, 4, `<rect class="bolt" x="-13" y="-3.500" width="26" height="7"/>`))
  .join("")}${at(258, 134, 100, `<path class="trace" d="M-42-9-34 0l-8 9M-56-9-48 0l-8 9"/>${LOZENGE}`)}`;

/** The three pickups, each by its sign. */
export const PICK = `${FLOOR}${[
  ["health", 70, `<path d="M-3.500-12h7v8.500h8.500v7h-8.500v8.500h-7v-8.500h-8.500v-7h8.500z"/>`],
  ["shield", 160, `<path d="M-11-10h22L9.500 3 0 12-9.500 3z"/>`],
  ["overcharge", 250, `<path d="M3-14-9 3h7.500L-3 14 9-3H1.500z"/>`],
]
  .map(
    ([kind, x, sign]) =>
      `<g transform="translate(${x} 74)"><circle class="halo ${kind}" r="44"/><rect class="${kind}" x="-19" y="-19" width="38" height="38" transform="rotate(45)"/><g class="sign">${sign}</g></g>`,
  )
  .join("")}${at(160, 148, -90, SHIELD)}`;
