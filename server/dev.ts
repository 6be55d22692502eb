import { defineRoom, defineServer } from "@colyseus/core";
import type { Application } from "express";
import { apiRoutes, HOSTED } from "./app.ts";
import { readConfig } from "./config.ts";
import { AddressLimit } from "./edge/address-limit.ts";
import { notFound, replyWithError } from "./edge/error-replies.ts";
import { jsonBody } from "./edge/json-body.ts";
import { Peers } from "./edge/peers.ts";
import { GameRoom } from "./room/game-room.ts";
import { openServices, type Services } from "./services.ts";

/**
 * The server of `npm run dev`, as `colyseus/vite` wants it: the plugin owns sockets, matchmaking and reloads, and gets our
 * rooms and our routes. It is evaluated anew on every save; what must outlive that (held seats, invites) is kept aside.
 */
const kept = globalThis as { velariumDev?: Promise<Services>; velariumServed?: boolean };
const read = readConfig();
if (!read.ok) throw new Error(read.problems.join("\n"));
const games = HOSTED.map(({ game }) => game);
kept.velariumDev ??= openServices(read.config, games, console.log);
const services: Services = await kept.velariumDev;
const peers = new Peers([]);
const generous = () => new AddressLimit({ burst: 1000, perSecond: 100 });

GameRoom.services = services;

export const server = defineServer({
  rooms: Object.fromEntries(HOSTED.map(({ game, Room }) => [game.id, defineRoom(Room)])),
  express(app: Application) {
    const api = apiRoutes({ services, games, peers, limit: generous, build: () => undefined, stopping: () => false });
    app.use("/api", jsonBody, api, notFound, replyWithError(services.log));
    // Once the plugin has taken the routes over: game-client/hold-requests.ts waits for this.
    setImmediate(() => {
      kept.velariumServed = true;
    });
  },
});
