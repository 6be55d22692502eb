import { COIN_RADIUS, FIELD_HEIGHT, FIELD_WIDTH, PLAYER_RADIUS } from "../../../rooms/starter/rules.ts";
import type { StarterWorld } from "../../../rooms/starter/schema.ts";
import type { DrawnMatch } from "../../net/drawn-match.ts";

/** Draws the whole field, as large as it fits into the window. */
export function drawField(canvas: HTMLCanvasElement, match: DrawnMatch<StarterWorld>): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  fillWindow(canvas);
  const scale = Math.min(canvas.width / FIELD_WIDTH, canvas.height / FIELD_HEIGHT);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.translate((canvas.width - FIELD_WIDTH * scale) / 2, (canvas.height - FIELD_HEIGHT * scale) / 2);
  pen.scale(scale, scale);
  pen.fillStyle = "#12143a";
  pen.fillRect(0, 0, FIELD_WIDTH, FIELD_HEIGHT);

  match.state.coins.forEach(({ x, y }) => {
    disc(pen, x, y, COIN_RADIUS, "#ffc53d");
  });
  pen.font = "600 26px system-ui, sans-serif";
  pen.textAlign = "center";
  match.state.players.forEach((player) => {
    // Our own place is predicted, the others' are smoothed: `value` knows which.
    const x = match.value("players", player, "x");
    const y = match.value("players", player, "y");
    disc(pen, x, y, PLAYER_RADIUS, player === match.self ? "#63f5c8" : `hsl(${210 + player.seat * 18} 90% 65%)`);
    pen.fillStyle = "#fff4dc";
    pen.fillText(`${player.name} ${player.score}`, x, y - PLAYER_RADIUS - 10);
  });
}

/** Every change of its size clears a canvas. */
function fillWindow(canvas: HTMLCanvasElement): void {
  const width = Math.round(innerWidth * devicePixelRatio);
  const height = Math.round(innerHeight * devicePixelRatio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
