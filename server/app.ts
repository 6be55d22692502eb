import { fileURLToPath } from "node:url";
import { matchMaker, type Room } from "@colyseus/core";
import express, { Router } from "express";
import { arena } from "../rooms/arena/game.ts";
import { ArenaRoom } from "../rooms/arena/room.ts";
import type { AnyGame } from "../rooms/lib/game.ts";
import type { Config } from "./config.ts";
import { AddressLimit } from "./edge/address-limit.ts";
import { clientFiles } from "./edge/client-files.ts";
import { notFound, replyWithError } from "./edge/error-replies.ts";
import { GuardedServer } from "./edge/guarded-server.ts";
import { contextOf, GuardedTransport } from "./edge/guarded-transport.ts";
import { healthRoutes } from "./edge/health-routes.ts";
import { createHttpServer } from "./edge/http-server.ts";
import { jsonBody } from "./edge/json-body.ts";
import { Origins } from "./edge/origins.ts";
import { pageBuild } from "./edge/page-build.ts";
import { Peers } from "./edge/peers.ts";
import { guardRequests } from "./edge/request-guard.ts";
import { crossOrigin, securityHeaders } from "./edge/security-headers.ts";
import { eventRoutes } from "./events/event-routes.ts";
import { identityRoutes } from "./identity/identity-routes.ts";
import { passwordRoutes } from "./identity/password-routes.ts";
import { signedIn, viewerOf } from "./identity/sign-in.ts";
import { leaderboardRoutes } from "./leaderboard/leaderboard-routes.ts";
import { BoundedLog } from "./lib/bounded-log.ts";
import { matchRoutes } from "./matches/match-routes.ts";
import { catalogueRoutes } from "./matchmaking/catalogue-routes.ts";
import { matchmakeRoutes } from "./matchmaking/matchmake-routes.ts";
import { QuickPlay } from "./matchmaking/quick-play.ts";
import { ratingRoutes } from "./ratings/rating-routes.ts";
import { journalRoutes } from "./replays/journal-routes.ts";
import { pinRoutes } from "./replays/pin-routes.ts";
import { readWatchOptions } from "./replays/watch-options.ts";
import { GameRoom } from "./room/game-room.ts";
import { filterNames } from "./room/join-options.ts";
import type { Services } from "./services.ts";
import { SpectateRoom } from "./spectating/spectate-room.ts";

const PAGE = fileURLToPath(new URL("../game-client/dist", import.meta.url));

/** How much one address may do: a household or a load test of 200 players passes, a flood does not. */
const RATES = {
  guests: { burst: 500, perSecond: 10 },
  accountChanges: { burst: 60, perSecond: 0.5 },
  joins: { burst: 600, perSecond: 20 },
  creates: { burst: 100, perSecond: 2 },
  lookups: { burst: 30, perSecond: 1 },
  reads: { burst: 200, perSecond: 20 },
  segments: { burst: 600, perSecond: 60 },
};

/** A game and the room that hosts it. */
export interface HostedGame {
  readonly game: AnyGame;
  readonly Room: new () => Room;
}

/** Every game that this server plays. */
export const HOSTED: readonly HostedGame[] = [{ game: arena, Room: ArenaRoom }];

/** The whole server, not yet listening: `await app.server.listen(0, "127.0.0.1")` boots it in a test as in production. */
export function createApp(config: Config, services: Services, hosted = HOSTED): GuardedServer {
  const { identity, heldSeats, metrics, log } = services;
  const peers = new Peers(config.trustedProxies);
  const origins = new Origins([...config.allowedOrigins, ...(config.publicUrl ? [config.publicUrl] : [])], services.nodeOrigins);
  const games = hosted.map(({ game }) => game);
  const stopping = () => matchMaker.state === matchMaker.MatchMakerState.SHUTTING_DOWN;
  const limit = (name: keyof typeof RATES) => new AddressLimit(RATES[name]);

  const routes = express().disable("x-powered-by");
  routes.use(securityHeaders(peers, origins, config.publicUrl?.startsWith("https:") ?? false), crossOrigin(peers, origins));
  routes.use(
    healthRoutes({ stopping, database: () => services.database.answers(), redis: services.redisAnswers, metrics: () => metrics.registry.metrics() }),
  );
  routes.use("/api", jsonBody, apiRoutes({ services, games, peers, limit, build: () => pageBuild(PAGE), stopping }), notFound);
  routes.use(
    "/matchmake",
    jsonBody,
    matchmakeRoutes({
      games: new Set(games.map(({ id }) => id)),
      watchOptions: readWatchOptions,
      heldSeats,
      quickPlay: new QuickPlay(services.creationTurns),
      peers,
      signedIn: (authorization) => signedIn(identity, authorization),
      contextOf,
      joins: limit("joins"),
      creates: limit("creates"),
      stopping,
    }),
    notFound,
  );
  routes.use(clientFiles(PAGE), notFound, replyWithError(log));

  const http = createHttpServer();
  const server = new GuardedServer(http, guardRequests(peers, routes), {
    transport: new GuardedTransport({ peers, origins, log, stopping }, { server: http }),
    presence: services.presence,
    // A match is made by the process that is asked for it; those who join it are sent here.
    ...(services.driver && { driver: services.driver, selectProcessIdToCreateRoom: async () => matchMaker.processId }),
    ...(services.driver && config.publicUrl && { publicAddress: new URL(config.publicUrl).host }),
    logger: new BoundedLog(log, "colyseus"),
  });
  // A stream that stays open would keep the process from ending.
  server.onBeforeShutdown(() => {
    services.events.close();
    services.tails.close();
  });
  GameRoom.services = services;
  SpectateRoom.services = services;
  server.define("spectate", SpectateRoom).filterBy(["matchId", "delayMs"] as never[]);
  for (const { game, Room } of hosted) server.define(game.id, Room).filterBy(filterNames(game) as never[]);
  return server;
}

export interface ApiRoutes {
  readonly services: Services;
  readonly games: readonly AnyGame[];
  readonly peers: Peers;
  readonly limit: (name: keyof typeof RATES) => AddressLimit;
  /** Of the page that is served now. */
  readonly build: () => string | undefined;
  readonly stopping: () => boolean;
}

/** Everything under `/api`. */
export function apiRoutes({ services, games, peers, limit, build, stopping }: ApiRoutes): Router {
  const { identity, accounts, passwords, heldSeats, invites, leaderboard } = services;
  const [reads, accountChanges] = [limit("reads"), limit("accountChanges")];
  const who = {
    signedIn: (authorization: string | undefined) => signedIn(identity, authorization),
    viewerOf: (authorization: string | undefined) => viewerOf(identity, authorization),
  };
  return Router().use(
    identityRoutes({ identity, accounts, heldSeats, peers, guests: limit("guests"), accountChanges }),
    passwordRoutes({ identity, passwords, peers, accountChanges }),
    catalogueRoutes({
      games,
      boards: leaderboard.boards,
      invites,
      live: () => services.liveMatches.live(),
      peers,
      lookups: limit("lookups"),
      reads,
      build,
      stopping,
    }),
    matchRoutes({ ...services, ...who, matches: services.liveMatches, peers, reads }),
    journalRoutes({ ...services, ...who, peers, reads, segments: limit("segments") }),
    pinRoutes({ ...who, pins: services.pins, peers, reads }),
    ratingRoutes({ ratings: services.ratings, peers, reads }),
    leaderboardRoutes({
      ...who,
      leaderboard,
      peers,
      reads,
      friendsOf: async () => [],
    }),
    eventRoutes({ events: services.events, games: games.map(({ id }) => id), peers, reads }),
  );
}
