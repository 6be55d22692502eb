import type { Plugin } from "vite";

const POLL_MS = 50;
const MAX_WAIT_MS = 60_000;

/** In `npm run dev` the page is there before the rooms, whose database takes seconds to open the first time: requests to them wait. */
export function holdRequests(): Plugin {
  return {
    name: "velarium:hold-requests",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (!/^\/(api|matchmake)\//.test(request.url ?? "")) {
          next();
          return;
        }
        const began = performance.now();
        const pass = () => {
          if (isServed() || performance.now() - began > MAX_WAIT_MS) next();
          else setTimeout(pass, POLL_MS);
        };
        pass();
      });
    },
  };
}

/** server/dev.ts says so, in this process. */
function isServed(): boolean {
  return (globalThis as { velariumServed?: boolean }).velariumServed === true;
}
