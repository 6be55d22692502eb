import assert from "node:assert/strict";
import type { ArenaMap } from "./arena-map.ts";
import { buildMap } from "./arena-map.ts";
import { neutral, sanitize } from "./input.ts";
import { MAPS } from "./maps.ts";
import { movePlayer } from "./movement.ts";
import { MAX_SPEED, PLAYER_RADIUS, UNITS } from "./rules.ts";
import { stepPlayer } from "./step.ts";
import type { ArenaInput, PlayerBody } from "./world.ts";

const NOTHING = { boxes: [], pillars: [], pickups: [] };

/** A map of 800 x 800 px with the given things in its middle. */
function mapWith(things: { boxes?: readonly object[]; pillars?: readonly object[] }): ArenaMap {
  const centre = { ...NOTHING, ...things } as Parameters<typeof buildMap>[0]["centre"];
  return buildMap({ id: "test", title: "Test", width: 800, height: 800, centre, half: { ...NOTHING, spawns: [] } });
}

function body(x: number, y: number): PlayerBody {
  const rest = { vx: 0, vy: 0, aim: 0, energy: 0, dash: 0, dashCooldown: 0, reload: 0, protection: 0, overcharge: 0, respawn: 0 };
  return { x: x * UNITS, y: y * UNITS, ...rest };
}

function moving(angle: number, dash = false): ArenaInput {
  const input = { ...neutral(undefined), moveX: Math.cos(angle) * 127, moveY: Math.sin(angle) * 127, dash };
  sanitize(input);
  return input;
}

/** How deep a body is inside a wall or beyond the edge, in units; 0 if it touches nothing. */
function depth(map: ArenaMap, at: PlayerBody): number {
  let deepest = Math.max(PLAYER_RADIUS - at.x, PLAYER_RADIUS - at.y, at.x - map.width + PLAYER_RADIUS, at.y - map.height + PLAYER_RADIUS, 0);
  for (const wall of map.walls) {
    const dx = at.x - wall.x;
    const dy = at.y - wall.y;
    const lx = Math.max(Math.abs(dx * wall.ux + dy * wall.uy) - wall.hx, 0);
    const ly = Math.max(Math.abs(dy * wall.ux - dx * wall.uy) - wall.hy, 0);
    deepest = Math.max(deepest, PLAYER_RADIUS + wall.r - Math.hypot(lx, ly));
  }
  return deepest;
}

describe("arena movement", () => {
  const empty = mapWith({});

  it("reaches full speed in five ticks and stops in as many", () => {
    const player = body(400, 400);
    for (let i = 0; i < 5; i++) movePlayer(player, moving(0), empty);
    assert.equal(player.vx, MAX_SPEED);
    for (let i = 0; i < 5; i++) movePlayer(player, neutral(undefined), empty);
    assert.equal(player.vx, 0);
  });

  it("is no faster in any direction than straight ahead", () => {
    for (let degrees = 0; degrees < 360; degrees += 3) {
      const player = body(400, 400);
      for (let i = 0; i < 12; i++) movePlayer(player, moving((degrees * Math.PI) / 180), empty);
      const speed = Math.hypot(player.vx, player.vy);
      assert.ok(speed <= MAX_SPEED + 1 && speed >= MAX_SPEED * 0.97, `${speed} at ${degrees} degrees`);
    }
  });

  it("dashes 162 px, and again only after the cooldown", () => {
    const player = body(100, 400);
    const at: number[] = [player.x];
    for (let i = 0; i < 70; i++) {
      movePlayer(player, { ...neutral(undefined), moveX: i < 6 || i === 60 ? 127 : 0, dash: true }, empty);
      at.push(player.x);
    }
    assert.equal(((at[6] as number) - (at[0] as number)) / UNITS, 162);
    assert.ok((at[59] as number) - (at[6] as number) < 40 * UNITS, "rolls out");
    assert.ok((at[70] as number) - (at[60] as number) > 160 * UNITS, "dashes again");
  });

  it("dashes where it aims when it stands", () => {
    const player = body(400, 400);
    movePlayer(player, { ...neutral(undefined), aim: 16384, dash: true }, empty);
    assert.deepEqual([player.x, player.y], [400 * UNITS, 427 * UNITS]);
  });

  it("never enters or passes a wall, at any angle, running or dashing", () => {
    const shapes = [
      { boxes: [{ x: 400, y: 400, width: 32, height: 300 }] },
      { boxes: [{ x: 400, y: 400, width: 24, height: 300, degrees: 30 }] },
      { boxes: [{ x: 400, y: 400, width: 300, height: 36, degrees: -45 }] },
      { pillars: [{ x: 400, y: 400, radius: 20 }] },
    ];
    for (const shape of shapes) {
      const map = mapWith(shape);
      for (let degrees = 0; degrees < 360; degrees += 5) {
        const angle = (degrees * Math.PI) / 180;
        for (const offset of [0, 37, 81]) {
          const player = body(400 - Math.cos(angle) * 200 - Math.sin(angle) * offset, 400 - Math.sin(angle) * 200 + Math.cos(angle) * offset);
          player.x = Math.round(player.x);
          player.y = Math.round(player.y);
          if (depth(map, player) > 0) continue;
          for (let i = 0; i < 30; i++) {
            const before = side(map, player);
            movePlayer(player, moving(angle, i === 3), map);
            // Rounding to the grid may leave it half a unit in, in each direction.
            assert.ok(depth(map, player) <= 1, `${depth(map, player)} units deep at ${degrees} degrees`);
            if (shape.boxes && alongside(map, player)) assert.equal(side(map, player), before, `passed the wall at ${degrees} degrees`);
          }
        }
      }
    }
  });

  it("slides along a wall instead of sticking to it", () => {
    const map = mapWith({ boxes: [{ x: 400, y: 400, width: 32, height: 300 }] });
    const player = body(360, 300);
    for (let i = 0; i < 15; i++) movePlayer(player, moving(Math.PI / 4), map);
    assert.ok(player.y > 380 * UNITS, `only at ${player.y / UNITS}`);
  });

  it("stays out of every wall of every map, wherever a random walk with dashes goes", () => {
    for (const map of MAPS) {
      for (const [index, spawn] of map.spawns.entries()) {
        const player = { ...body(0, 0), x: spawn.x, y: spawn.y };
        assert.equal(depth(map, player), 0, `spawn ${index} of ${map.id}`);
        for (let i = 0; i < 600; i++) {
          movePlayer(player, moving(Math.floor(i / 17) * 2.4 + index, i % 61 < 2), map);
          assert.ok(depth(map, player) <= 1.5, `${depth(map, player)} units deep on ${map.id}, spawn ${index}, tick ${i}`);
        }
      }
    }
  });

  it("steps a plain object that has only the predicted fields, and touches no other", () => {
    const player = body(100, 100);
    const keys = Object.keys(player).sort();
    const action = stepPlayer({ ...player, energy: 200 }, { ...moving(0), beam: true }, empty);
    assert.equal(action, "beam");
    for (let i = 0; i < 50; i++) stepPlayer(player, { ...moving(i), bolt: true, dash: i % 7 === 0 }, empty);
    assert.deepEqual(Object.keys(player).sort(), keys);
    for (const value of Object.values(player)) assert.ok(Number.isInteger(value));
  });
});

/** On which long side of the first wall a body is. */
function side(map: ArenaMap, at: PlayerBody): number {
  const [wall] = map.walls;
  if (!wall) return 0;
  const long = wall.hx > wall.hy;
  const [nx, ny] = long ? [-wall.uy, wall.ux] : [wall.ux, wall.uy];
  return Math.sign((at.x - wall.x) * nx + (at.y - wall.y) * ny);
}

/** Between the ends of the first wall, where its sides can only be changed through it. */
function alongside(map: ArenaMap, at: PlayerBody): boolean {
  const [wall] = map.walls;
  if (!wall) return false;
  const long = wall.hx > wall.hy;
  const [ux, uy] = long ? [wall.ux, wall.uy] : [-wall.uy, wall.ux];
  return Math.abs((at.x - wall.x) * ux + (at.y - wall.y) * uy) < Math.max(wall.hx, wall.hy) - 30 * UNITS;
}
