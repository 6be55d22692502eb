import type { OpenWatch, WatchCamera, WatchStage } from "../game-view.ts";
import { openCanvas } from "./arena-canvas.ts";
import type { WatchedArena } from "./arena-match.ts";
import type { Sounds } from "./sounds.ts";
import { WatchHands } from "./watch-hands.ts";
import { WatchHud } from "./watch-hud.ts";
import { WatchScene } from "./watch-scene.ts";

/** Faster than this, a match is a noise. */
const FASTEST_HEARD = 2;

/** Shows a match of Arena that is watched. */
export function openWatch(match: WatchedArena, stage: WatchStage): OpenWatch {
  const listeners = new Set<(camera: WatchCamera) => void>();
  const scene = new WatchScene(match, (camera) => {
    for (const listener of [...listeners]) listener(camera);
  });
  scene.covered = () => Math.max(0, stage.canvas.clientHeight - stage.overlay.clientHeight);
  let sounds: Sounds | undefined;
  let closed = false;
  const follow = (seat: number | undefined) => seat !== undefined && scene.look({ kind: "follow", seat });
  const step = (direction: 1 | -1) => match.ready && follow(scene.eye.beside(direction));
  const hud = new WatchHud(match, stage.overlay, { follow, step });
  const hands = new WatchHands(stage.canvas, {
    free: () => scene.eye.camera.kind === "free",
    dragged(dx, dy) {
      scene.look({ kind: "free" });
      scene.eye.drag(dx * scene.density, dy * scene.density, scene.view);
    },
    zoomed(by, x, y) {
      scene.look({ kind: "free" });
      scene.eye.zoomAt(by, x * scene.density, y * scene.density, scene.view);
    },
    tapped(x, y) {
      if (!match.ready) return;
      const { eye, view, density } = scene;
      follow(eye.seatAt(eye.x + (x * density - view.width / 2) / eye.zoom, eye.y + (y * density - view.height / 2) / eye.zoom));
    },
    stepped: step,
  });
  scene.beside = {
    steer: (elapsedMs) => hands.steer(elapsedMs),
    update(nowMs, events) {
      hud.update(nowMs, events);
      if (match.speed <= FASTEST_HEARD) sounds?.update(nowMs);
      else sounds?.forget();
    },
    forget() {
      hud.forget();
      sounds?.forget();
    },
  };
  const closeCanvas = openCanvas(stage.canvas, scene);
  // Sound comes after the picture; a match without it is a match.
  const loading = import("./sounds.ts").catch(() => undefined);
  void loading.then((loaded) => {
    if (loaded && !closed)
      sounds = new loaded.Sounds(
        match,
        stage.overlay,
        () => undefined,
        () => scene.eye,
      );
  });
  return {
    get camera() {
      return scene.eye.camera;
    },
    look: (camera) => scene.look(camera),
    onCamera(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    toggleScores: () => hud.toggleScores(),
    close() {
      closed = true;
      hands.close();
      hud.close();
      sounds?.close();
      closeCanvas();
    },
  };
}
