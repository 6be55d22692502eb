import { fileURLToPath } from "node:url";
import type { UserConfig } from "vite";
import { phaserParts } from "./phaser-parts.ts";

export const clientRoot = fileURLToPath(new URL(".", import.meta.url));

/** What the build and the development server share. */
export const clientConfig = {
  root: clientRoot,
  appType: "spa",
  plugins: [phaserParts()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // Phaser alone is above Vite's limit; it is loaded when play begins.
    chunkSizeWarningLimit: 2000,
  },
} satisfies UserConfig;
