import "./lib/require-node.ts";
import "./lib/without-agents.ts";
import { createApp, HOSTED } from "./app.ts";
import { type Config, readConfig } from "./config.ts";
import { BoundedLog, captureConsole } from "./lib/bounded-log.ts";
import { stopOnSignals } from "./lib/stop-on-signals.ts";
import { StrayFaults } from "./lib/stray-faults.ts";
import { warmUp } from "./room/warm-up.ts";
import { openServices } from "./services.ts";

const read = readConfig();
if (read.ok) await start(read.config);
else refuse(...read.problems);

async function start(config: Config): Promise<void> {
  try {
    const services = await openServices(
      config,
      HOSTED.map(({ game }) => game),
      console.log,
    );
    for (const { game } of HOSTED) warmUp(game);
    const server = createApp(config, services);
    const port = await server.start(config.port, config.host);
    new StrayFaults(services.log).watch();
    captureConsole(new BoundedLog(services.log, "console"));
    stopOnSignals(services.log, async () => {
      await server.gracefullyShutdown(false);
      await services.close();
    });
    services.log.info({ port, build: services.build }, "started");
    console.log(`Velarium is playing at http://${config.host && !isEverywhere(config.host) ? config.host : "localhost"}:${port}`);
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
}

function isEverywhere(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function refuse(...problems: string[]): never {
  for (const problem of problems) process.stderr.write(`Velarium cannot start: ${problem}\n`);
  process.exit(1);
}
