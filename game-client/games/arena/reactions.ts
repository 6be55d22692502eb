import { UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer } from "../../../rooms/arena/world.ts";
import type { ArenaCamera } from "./arena-camera.ts";
import { type ArenaMatch, drawnAt } from "./arena-match.ts";
import type { MarksDrawing } from "./marks-drawing.ts";
import type { MatchEvent } from "./match-events.ts";
import type { Shot } from "./own-shots.ts";
import { sideOf } from "./palette.ts";
import { PICKUP_KINDS } from "./pickup-signs.ts";
import type { PlayersDrawing } from "./players-drawing.ts";
import type { Sparks } from "./sparks.ts";

/** Of the shake of our own death. */
const SHAKE = { hurtPerPoint: 1 / 70, kill: 0.4, death: 1 } as const;
/** World pixels that the picture is pushed: back by a shot of ours, on by a hit on us. */
const PUSH = { bolt: 1.6, beam: 7, hurtPerPoint: 0.28 } as const;

interface Parts {
  readonly sparks: Sparks;
  readonly players: PlayersDrawing;
  readonly marks: MarksDrawing;
  readonly camera: ArenaCamera;
}

/** What is seen of an event in the arena itself; `shake` is what is left of the screen's shake, 0 to 1. */
export function react(event: MatchEvent, match: ArenaMatch, own: ArenaPlayer | undefined, parts: Parts, shake: number): void {
  if (event.kind === "picked") picked(event, parts.sparks);
  if (event.kind !== "hurt" && event.kind !== "fell" && event.kind !== "appeared") return;
  const player = match.state.players.get(String(event.seat));
  if (!player) return;
  const { x, y } = drawnAt(match, player);
  const side = sideOf(match.state.mode, player, own?.seat);
  const { sparks, players, marks, camera } = parts;
  if (event.kind === "appeared") {
    sparks.wave(x, y, side, 44);
    return;
  }
  const mine = event.seat === own?.seat;
  const ours = event.by === own?.seat;
  if (event.kind === "hurt") {
    players.flash(event.seat);
    sparks.burst(x, y, side, { count: 6, speed: 190 });
    if (ours && !mine) marks.hit(event.seat, x, y, false);
    if (mine) struck(event, match, { x, y }, camera, shake);
    return;
  }
  sparks.burst(x, y, side, { count: 26, speed: 380 });
  sparks.burst(x, y, "light", { count: 10, speed: 240 });
  sparks.burst(x, y, side, { count: 12, speed: 110, lasting: 2.4 });
  sparks.wave(x, y, side, 80);
  sparks.flare(x, y, 2.4);
  if (ours && !mine) marks.hit(event.seat, x, y, true);
  if (mine) camera.shake(SHAKE.death, shake);
  else if (ours) {
    camera.shake(SHAKE.kill, shake);
    camera.blow(1, shake);
  }
}

/** The recoil of our own shot. */
export function recoil({ weapon, angle }: Shot, camera: ArenaCamera, shake: number): void {
  camera.push(angle + Math.PI, PUSH[weapon], shake);
}

/** We are hit: shaken, and pushed away from who did it. */
function struck(
  { by, lost }: Extract<MatchEvent, { kind: "hurt" }>,
  match: ArenaMatch,
  at: { x: number; y: number },
  camera: ArenaCamera,
  shake: number,
): void {
  camera.shake(lost * SHAKE.hurtPerPoint, shake);
  const striker = match.state.players.get(String(by));
  if (!striker) return;
  const from = drawnAt(match, striker);
  camera.push(Math.atan2(at.y - from.y, at.x - from.x), lost * PUSH.hurtPerPoint, shake);
}

function picked({ sort, x, y }: Extract<MatchEvent, { kind: "picked" }>, sparks: Sparks): void {
  const kind = PICKUP_KINDS.find((known) => known === sort);
  if (!kind) return;
  sparks.burst(x / UNITS, y / UNITS, kind, { count: 14, speed: 200 });
  sparks.wave(x / UNITS, y / UNITS, kind, 50);
}
