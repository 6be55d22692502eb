import { type StarterOptions, starterGame } from "../../../rooms/starter/game.ts";
import type { StarterInput, StarterWorld } from "../../../rooms/starter/schema.ts";
import type { MatchConnection } from "../../net/match-connection.ts";
import { element } from "../../ui/element.ts";
import type { GameView } from "../game-view.ts";
import { Controls } from "./controls.ts";
import { drawField } from "./field-drawing.ts";
import { Hud } from "./hud.ts";
import { watchField } from "./watch-field.ts";
import "./starter.css";

export type StarterMatch = MatchConnection<StarterWorld, StarterInput, StarterOptions>;

/** The game in a browser, on a plain canvas. */
export const starterView: GameView<StarterWorld, StarterInput, StarterOptions> = {
  game: starterGame,
  open(match, stage) {
    const canvas = element("canvas", { class: "starter-field" });
    stage.canvas.append(canvas);
    const controls = new Controls();
    const hud = new Hud(match, stage);
    let frame = requestAnimationFrame(draw);
    return {
      close() {
        cancelAnimationFrame(frame);
        controls.close();
        hud.close();
        canvas.remove();
      },
    };

    /** What one frame is made of: inputs and prediction first, then the drawing. */
    function draw(nowMs: number): void {
      frame = requestAnimationFrame(draw);
      // The first frames may come before the first state.
      if (!match.state?.players) return;
      match.frame(nowMs, (input) => controls.sample(input));
      drawField(canvas, match);
      hud.update();
    }
  },
  watch: watchField,
};
