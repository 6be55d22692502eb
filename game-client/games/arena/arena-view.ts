import { arena } from "../../../rooms/arena/game.ts";
import type { ArenaOptions } from "../../../rooms/arena/options.ts";
import type { ArenaInput, ArenaWorld } from "../../../rooms/arena/world.ts";
import { t } from "../../text/text.ts";
import type { GameView } from "../game-view.ts";
import { openCanvas } from "./arena-canvas.ts";
import { FreePlace } from "./free-place.ts";
import { Hands } from "./hands.ts";
import { Hud } from "./hud.ts";
import { openWatch } from "./open-watch.ts";
import { ArenaScene } from "./scene.ts";
import { worldPreview } from "./world-preview.ts";
import "./vitals.css";
import "./announce.css";
import "./hurt.css";
import "./emote-wheel.css";
import "./net-panel.css";
import "./board.css";
import "./arena.css";

/** Arena in a browser. */
export const arenaView: GameView<ArenaWorld, ArenaInput, ArenaOptions> = {
  game: arena,
  preview: worldPreview,
  open(match, stage) {
    const scene = new ArenaScene(match);
    const closeCanvas = openCanvas(stage.canvas, scene);
    const hud = new Hud(match, stage, {
      emote: (sign) => hands.controls.emote(sign),
      aim: () => hands.controls.aim,
      centre: () => scene.centreOnScreen,
    });
    const hands = new Hands(
      match,
      stage,
      () => scene.centreOnScreen,
      (action, on) => hud.toggle(action, on),
    );
    const free = new FreePlace(stage.overlay);
    scene.free = free;
    scene.hands = hands;
    scene.hud = hud;
    return {
      menu: [
        { id: "scores", text: () => t("menu.scores"), act: () => hud.showScores() },
        { id: "net", text: () => t("hands.action.net"), act: () => hud.toggle("net", true) },
      ],
      close() {
        hands.close();
        hud.close();
        free.close();
        closeCanvas();
      },
    };
  },
  watch: openWatch,
};
