import assert from "node:assert/strict";
import { neutral } from "../../../rooms/arena/input.ts";
import { mapById } from "../../../rooms/arena/maps.ts";
import { stepPlayer } from "../../../rooms/arena/step.ts";
import type { ArenaInput, PlayerBody } from "../../../rooms/arena/world.ts";
import { OwnShots, shotDistance } from "./own-shots.ts";

const map = mapById("orbit");

describe("our own shots", () => {
  it("are noticed in the very step that lets them go, once each", () => {
    const weapons = shoot({ bolt: true }, 17);
    assert.deepEqual(weapons, ["bolt", "bolt", "bolt"]);
  });

  it("are beams where the step spent the energy of one", () => {
    assert.deepEqual(shoot({ beam: true }, 20), ["beam", "beam"]);
  });

  it("are none while nothing is pressed", () => {
    assert.deepEqual(shoot({}, 20), []);
  });

  it("fly as fast as the bolts of the world", () => {
    const shot = { weapon: "bolt", x: 0, y: 0, angle: 0, reach: 500, atMs: 1000 } as const;
    assert.equal(Math.round(shotDistance(shot, 2000)), 765);
  });
});

function shoot(pressed: Partial<ArenaInput>, ticks: number): string[] {
  const spawn = map.spawns[0];
  const body: PlayerBody = {
    x: spawn?.x ?? 0,
    y: spawn?.y ?? 0,
    vx: 0,
    vy: 0,
    aim: 0,
    energy: 200,
    dash: 0,
    dashCooldown: 0,
    reload: 0,
    protection: 0,
    overcharge: 0,
    respawn: 0,
  };
  const shots = new OwnShots();
  shots.next({ ...body }, map.id, 0);
  const weapons: string[] = [];
  for (let tick = 1; tick <= ticks; tick++) {
    stepPlayer(body, { ...neutral(undefined), ...pressed }, map);
    const shot = shots.next({ ...body }, map.id, tick * 33);
    if (shot) weapons.push(shot.weapon);
  }
  return weapons;
}
