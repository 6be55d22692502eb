import { type Request, Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import { networkOf } from "../lib/network-of.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { EventStreams } from "./event-streams.ts";

/** A household or an office; a browser has one stream for each tab that is seen. */
const MAX_PER_ADDRESS = 32;
/** Of the sockets that a node holds, most are for play. */
const MAX_READERS = 3000;
const RETRY_AFTER_SECONDS = 30;

export interface EventRoutes {
  readonly events: EventStreams;
  /** Ids of the games there are. */
  readonly games: readonly string[];
  readonly peers: Peers;
  readonly reads: AddressLimit;
  readonly maxPerAddress?: number;
}

/** `GET /events`: what happens on this server, as Server-Sent Events. */
export function eventRoutes({ events, games, peers, reads, maxPerAddress = MAX_PER_ADDRESS }: EventRoutes): Router {
  const router = Router();
  const byNetwork = new Map<string, number>();
  router
    .route("/events")
    .get((request, response) => {
      const address = peers.of(request)?.address ?? "";
      reads.take(address, response);
      const reading = { game: gameOf(request, games), lastId: lastIdOf(request) };
      if (events.closed) throw new AppError("server/stopping", "The server is stopping: try again in a moment.", { retryAfterSeconds: 5 });
      const network = networkOf(address);
      const open = byNetwork.get(network) ?? 0;
      if (open >= maxPerAddress) throw busy("request/too-many", `This address has ${open} streams open already: close some.`);
      if (events.readers >= MAX_READERS) throw busy("server/busy", "Too many watch the feed at the moment: try again later.");
      byNetwork.set(network, open + 1);
      response.once("close", () => {
        const left = (byNetwork.get(network) ?? 1) - 1;
        if (left === 0) byNetwork.delete(network);
        else byNetwork.set(network, left);
      });
      events.open(response, reading);
    })
    .all(onlyMethod("GET"));
  return router;
}

function gameOf({ query }: Request, games: readonly string[]): string | undefined {
  const { game } = query;
  if (game === undefined) return undefined;
  if (typeof game !== "string" || !games.includes(game))
    throw new AppError("request/malformed", '"game" must be the id of one: GET /api/games names them.');
  return game;
}

/** Of the header that browsers send when they come back; a page that opens a stream anew can only use the query. */
function lastIdOf({ headers, query }: Request): string | undefined {
  const header = headers["last-event-id"];
  if (typeof header === "string" && header !== "") return header;
  return typeof query.after === "string" && query.after !== "" ? query.after : undefined;
}

function busy(code: "request/too-many" | "server/busy", message: string): AppError {
  return new AppError(code, message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
