import { defineRoom, defineServer } from "@colyseus/core";
import type { Application } from "express";
import { HOSTED } from "./app.ts";
import { readConfig } from "./config.ts";
import { AddressLimit } from "./edge/address-limit.ts";
import { notFound, replyWithError } from "./edge/error-replies.ts";
import { jsonBody } from "./edge/json-body.ts";
import { Peers } from "./edge/peers.ts";
import { identityRoutes } from "./identity/identity-routes.ts";
import { matchRoutes } from "./matches/match-routes.ts";
import { catalogueRoutes } from "./matchmaking/catalogue-routes.ts";
import { ratingRoutes } from "./ratings/rating-routes.ts";
import { GameRoom } from "./room/game-room.ts";
import { openServices, type Services } from "./services.ts";

/**
 * The server of `npm run dev`, as `colyseus/vite` wants it: the plugin owns sockets, matchmaking and reloads, and gets our
 * rooms and our routes. It is evaluated anew on every save; what must outlive that (held seats, invites) is kept aside.
 */
const kept = globalThis as { velariumDev?: Promise<Services> };
const read = readConfig();
if (!read.ok) throw new Error(read.problems.join("\n"));
const games = HOSTED.map(({ game }) => game);
kept.velariumDev ??= openServices(read.config, games);
const services: Services = await kept.velariumDev;
const peers = new Peers([]);
const generous = () => new AddressLimit({ burst: 1000, perSecond: 100 });

GameRoom.services = services;

export const server = defineServer({
  rooms: Object.fromEntries(HOSTED.map(({ game, Room }) => [game.id, defineRoom(Room)])),
  express(app: Application) {
    const { identity, accounts, heldSeats, invites, log, matches, history, ratings } = services;
    app.use(
      "/api",
      jsonBody,
      identityRoutes({ identity, accounts, heldSeats, peers, guests: generous(), accountChanges: generous() }),
      catalogueRoutes({ games, invites, peers, lookups: generous(), reads: generous(), build: () => undefined, stopping: () => false }),
      matchRoutes({ matches, history, identity, peers, reads: generous() }),
      ratingRoutes({ ratings, peers, reads: generous() }),
      notFound,
      replyWithError(log),
    );
  },
});
