import { PALETTE } from "./palette.ts";

/** What each sign says, by its number; the texts are under `emote.` and this. */
export const EMOTE_NAMES = ["hello", "laugh", "sad", "angry", "heart", "careful", "what", "laurel"] as const;

/** A sign in a bubble of 44 px around the middle: a face, or a shape that needs no word. */
export function paintEmote(g: CanvasRenderingContext2D, emote: number): void {
  const name = EMOTE_NAMES[emote - 1];
  g.lineCap = "round";
  g.lineJoin = "round";
  g.fillStyle = PALETTE.sand1;
  g.strokeStyle = PALETTE.night0;
  g.lineWidth = 3;
  g.beginPath();
  g.arc(0, -2, 18, 0, 2 * Math.PI);
  g.moveTo(-5, 14);
  g.lineTo(0, 22);
  g.lineTo(5, 14);
  g.stroke();
  g.fill();
  g.translate(0, -2);
  g.fillStyle = PALETTE.night0;
  if (name) SIGNS[name](g);
}

type G = CanvasRenderingContext2D;

const SIGNS: Readonly<Record<(typeof EMOTE_NAMES)[number], (g: G) => void>> = {
  hello(g) {
    eyes(g);
    mouth(g, 2, 7, 0.15, Math.PI - 0.15);
  },
  laugh(g) {
    g.lineWidth = 2.6;
    for (const x of [-6, 6]) {
      g.beginPath();
      g.moveTo(x - 3, -3);
      g.lineTo(x, -6);
      g.lineTo(x + 3, -3);
      g.stroke();
    }
    g.beginPath();
    g.arc(0, 1, 8, 0, Math.PI);
    g.closePath();
    g.fill();
  },
  sad(g) {
    eyes(g);
    mouth(g, 10, 7, Math.PI + 0.3, -0.3);
    g.fillStyle = PALETTE.calm;
    g.beginPath();
    g.arc(-8, 3, 2.4, 0, 2 * Math.PI);
    g.fill();
  },
  angry(g) {
    eyes(g);
    g.lineWidth = 2.6;
    g.beginPath();
    g.moveTo(-10, -9);
    g.lineTo(-3, -6);
    g.moveTo(10, -9);
    g.lineTo(3, -6);
    g.moveTo(-6, 7);
    g.lineTo(6, 7);
    g.stroke();
  },
  heart(g) {
    g.fillStyle = PALETTE.wrong;
    g.beginPath();
    g.moveTo(0, 10);
    g.bezierCurveTo(-16, -1, -8, -12, 0, -5);
    g.bezierCurveTo(8, -12, 16, -1, 0, 10);
    g.fill();
    g.lineWidth = 1.6;
    g.stroke();
  },
  careful(g) {
    g.fillStyle = PALETTE.call;
    g.beginPath();
    g.roundRect(-3, -11, 6, 14, 3);
    g.fill();
    g.beginPath();
    g.arc(0, 8, 3.3, 0, 2 * Math.PI);
    g.fill();
  },
  what(g) {
    g.lineWidth = 4;
    g.beginPath();
    g.arc(0, -4.5, 5.5, Math.PI, Math.PI * 2.35);
    g.quadraticCurveTo(0, 1, 0, 4);
    g.stroke();
    g.beginPath();
    g.arc(0, 10, 2.6, 0, 2 * Math.PI);
    g.fill();
  },
  laurel(g) {
    g.lineWidth = 2;
    g.strokeStyle = PALETTE.sand4;
    g.beginPath();
    g.arc(0, -1, 10, Math.PI * 0.68, Math.PI * 1.32);
    g.stroke();
    g.beginPath();
    g.arc(0, -1, 10, -Math.PI * 0.32, Math.PI * 0.32);
    g.stroke();
    g.fillStyle = PALETTE.sand4;
    for (const side of [-1, 1])
      for (let leaf = 0; leaf < 4; leaf++) {
        const angle = Math.PI / 2 + side * (0.75 + leaf * 0.5);
        g.beginPath();
        g.ellipse(Math.cos(angle) * 10, Math.sin(angle) * 10 - 1, 4, 2, angle - Math.PI / 2 - side * 0.8, 0, 2 * Math.PI);
        g.fill();
      }
    g.fillStyle = PALETTE.warn;
    g.beginPath();
    for (let i = 0; i < 10; i++) {
      const angle = (i * Math.PI) / 5 - Math.PI / 2;
      const radius = i % 2 === 0 ? 6 : 2.6;
      g.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius - 1);
    }
    g.fill();
  },
};

function eyes(g: G): void {
  for (const x of [-6, 6]) {
    g.beginPath();
    g.arc(x, -3.5, 2.3, 0, 2 * Math.PI);
    g.fill();
  }
}

function mouth(g: G, y: number, radius: number, from: number, to: number): void {
  g.lineWidth = 2.6;
  g.beginPath();
  g.arc(0, y, radius, from, to);
  g.stroke();
}
