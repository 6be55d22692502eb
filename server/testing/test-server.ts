import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { matchMaker } from "@colyseus/core";
import { Client, type Room as ClientRoom } from "@colyseus/sdk";
import { ColyseusTestServer } from "@colyseus/testing";
import { createApp, type HostedGame } from "../app.ts";
import { readConfig } from "../config.ts";
import type { Player } from "../identity/identity.ts";
import type { GameRoom } from "../room/game-room.ts";
import { openServices, type Services } from "../services.ts";
import { placeDatabase } from "./database-template.ts";

/** A signed-in player with a stock SDK client. */
export interface TestPlayer {
  readonly client: Client;
  readonly token: string;
  readonly player: Player;
}

/** The real server on a free port of loopback, with data of its own. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly services: Services;
  readonly colyseus: ColyseusTestServer;
  guest(name?: string): Promise<TestPlayer>;
  /** The same player on another device. */
  device(of: TestPlayer): TestPlayer;
  room(of: ClientRoom): GameRoom;
  stop(): Promise<void>;
}

/** `environment` is what the operator set beside port and data; `change` puts another of our adapters in place of one. */
export async function startTestServer(
  hosted: readonly HostedGame[],
  environment: Readonly<Record<string, string>> = {},
  change: (services: Services) => Services = (services) => services,
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "velarium-test-"));
  const read = readConfig({ PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir, LOG_LEVEL: "silent", ...environment });
  if (!read.ok) throw new Error(read.problems.join("; "));
  if (environment.DATABASE_URL === undefined) await placeDatabase(dataDir);
  const opened = await openServices(
    read.config,
    hosted.map(({ game }) => game),
  );
  const services = change(opened);
  const server = createApp(read.config, services, hosted);
  const port = await server.start(0, "127.0.0.1");
  const url = `http://127.0.0.1:${port}`;
  const client = (token: string) => {
    const made = new Client(url);
    made.auth.token = token;
    return made;
  };
  return {
    url,
    port,
    dataDir,
    services,
    colyseus: new ColyseusTestServer(server),
    async guest(name) {
      const { token, player } = await services.identity.guest(name);
      return { client: client(token), token, player };
    },
    device: ({ token, player }) => ({ client: client(token), token, player }),
    room: (of) => matchMaker.getLocalRoomById(of.roomId) as GameRoom,
    async stop() {
      await server.gracefullyShutdown(false);
      await services.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
