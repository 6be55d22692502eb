import type { StarterWorld } from "../../../rooms/starter/schema.ts";
import type { WatchedMatch } from "../../net/playback.ts";
import { element } from "../../ui/element.ts";
import type { OpenWatch, WatchCamera, WatchStage } from "../game-view.ts";
import { drawField } from "./field-drawing.ts";

/** Shows a match that is watched: the whole field is always in sight, so that a camera only says who is followed. */
export function watchField(match: WatchedMatch<StarterWorld>, stage: WatchStage): OpenWatch {
  const canvas = element("canvas", { class: "starter-field" });
  stage.canvas.append(canvas);
  const listeners = new Set<(camera: WatchCamera) => void>();
  let camera: WatchCamera = { kind: "director" };
  let frame = requestAnimationFrame(draw);
  return {
    get camera() {
      return camera;
    },
    look(next) {
      camera = next;
      match.follow(next.kind === "follow" ? next.seat : null);
      for (const listener of [...listeners]) listener(next);
    },
    onCamera(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // Names and scores are drawn beside the players.
    toggleScores() {},
    close() {
      cancelAnimationFrame(frame);
      canvas.remove();
    },
  };

  function draw(nowMs: number): void {
    frame = requestAnimationFrame(draw);
    match.frame(nowMs);
    if (match.ready && match.state.players) drawField(canvas, match);
  }
}
