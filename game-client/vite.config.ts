import { fileURLToPath } from "node:url";
import { colyseus } from "colyseus/vite";
import { defineConfig, type PluginOption } from "vite";
import { clientConfig } from "./client-config.ts";
import { holdRequests } from "./hold-requests.ts";

/** `npm run dev`: page and rooms in one process, both reloaded on save; rooms and their players are kept. */
export default defineConfig({
  ...clientConfig,
  plugins: [
    ...clientConfig.plugins,
    holdRequests(),
    colyseus({ serverEntry: fileURLToPath(new URL("../server/dev.ts", import.meta.url)) }) as PluginOption,
  ],
  server: { port: Number(process.env.PORT || 2567), host: process.env.HOST || "127.0.0.1", watch: { ignored: ["**/game-client/dist/**"] } },
});
