import { AUTO, CANVAS, Game, Scale, type Scene } from "phaser";

/** A 4K screen at full sharpness; more device pixels than that cost without being seen. */
const MAX_PIXELS = 3840 * 2160;

/** Shows `scene` in the whole of `parent`, however that grows and turns. Returns what ends it. */
export function openCanvas(parent: HTMLElement, scene: Scene): () => void {
  const size = () => {
    const width = Math.max(1, parent.clientWidth);
    const height = Math.max(1, parent.clientHeight);
    const density = Math.min(devicePixelRatio, Math.sqrt(MAX_PIXELS / (width * height)));
    return { width: Math.round(width * density), height: Math.round(height * density), zoom: 1 / density };
  };
  const game = new Game({
    // Auto falls back to Canvas where there is no WebGL.
    type: new URLSearchParams(location.search).get("renderer") === "canvas" ? CANVAS : AUTO,
    parent,
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
  // Until it is ready it takes the size that it began with, and its box may not have been in the page then.
  game.events.once("ready", resize);
  window.addEventListener("resize", resize);
  // A phone that is turned tells its window before its page has the new size.
  const turned = new ResizeObserver(resize);
  turned.observe(parent);
  return () => {
    window.removeEventListener("resize", resize);
    turned.disconnect();
    game.destroy(true);
  };
}
