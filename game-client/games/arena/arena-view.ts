import { AUTO, CANVAS, Game, Scale } from "phaser";
import { arena } from "../../../rooms/arena/game.ts";
import type { ArenaOptions } from "../../../rooms/arena/options.ts";
import type { ArenaInput, ArenaWorld } from "../../../rooms/arena/world.ts";
import { t } from "../../text/text.ts";
import type { GameView } from "../game-view.ts";
import { Hands } from "./hands.ts";
import { Hud } from "./hud.ts";
import { ArenaScene } from "./scene.ts";
import { worldPreview } from "./world-preview.ts";
import "./vitals.css";
import "./hurt.css";
import "./emote-wheel.css";
import "./net-panel.css";
import "./board.css";
import "./arena.css";

/** A 4K screen at full sharpness; more device pixels than that cost without being seen. */
const MAX_PIXELS = 3840 * 2160;

/** Arena in a browser. */
export const arenaView: GameView<ArenaWorld, ArenaInput, ArenaOptions> = {
  game: arena,
  preview: worldPreview,
  open(match, stage) {
    const scene = new ArenaScene(match);
    const size = () => {
      const width = Math.max(1, stage.canvas.clientWidth);
      const height = Math.max(1, stage.canvas.clientHeight);
      const density = Math.min(devicePixelRatio, Math.sqrt(MAX_PIXELS / (width * height)));
      return { width: Math.round(width * density), height: Math.round(height * density), zoom: 1 / density };
    };
    const game = new Game({
      // Auto falls back to Canvas where there is no WebGL.
      type: new URLSearchParams(location.search).get("renderer") === "canvas" ? CANVAS : AUTO,
      parent: stage.canvas,
      scene,
      scale: { mode: Scale.NONE, ...size() },
      backgroundColor: "#0b0c24",
      banner: false,
      audio: { noAudio: true },
      input: { keyboard: false, mouse: false, touch: false, gamepad: false },
      disableContextMenu: true,
    });
    const resize = () => {
      const { width, height, zoom } = size();
      game.scale.setZoom(zoom);
      game.scale.resize(width, height);
    };
    window.addEventListener("resize", resize);
    // A phone that is turned tells its window before its page has the new size.
    const turned = new ResizeObserver(resize);
    turned.observe(stage.canvas);
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
    scene.hands = hands;
    scene.hud = hud;
    return {
      menu: [
        { id: "scores", text: () => t("menu.scores"), act: () => hud.showScores() },
        { id: "net", text: () => t("hands.action.net"), act: () => hud.toggle("net", true) },
      ],
      close() {
        window.removeEventListener("resize", resize);
        turned.disconnect();
        hands.close();
        hud.close();
        game.destroy(true);
      },
    };
  },
};
