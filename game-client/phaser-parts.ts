import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** Post-processing, each with a shader of its own, that Phaser lists by name and makes when it is first asked for: nobody asks. */
const NEVER_MADE = /\/phaser\/src\/(renderer\/webgl\/renderNodes\/filters\/Filter|filters\/(?!Controller))\w+\.js$/;

/** Gives the built page the hand-picked Phaser of `phaser.js` in place of the whole one: 165 kB gzip instead of 358. */
export function phaserParts(): Plugin {
  return {
    name: "phaser-parts",
    apply: "build",
    enforce: "pre",
    resolveId: (id) => (id === "phaser" ? fileURLToPath(new URL("phaser.js", import.meta.url)) : undefined),
    load: (id) => (NEVER_MADE.test(id) ? "module.exports = function () {};" : undefined),
    transform(code, id) {
      if (!id.includes("/phaser/src/")) return undefined;
      return code.replace(/typeof (CANVAS_RENDERER|WEBGL_RENDERER)/g, "true").replace(/typeof (WEBGL_DEBUG|FEATURE_SOUND|PLUGIN_\w+)/g, "false");
    },
  };
}
