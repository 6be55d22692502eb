import { type AuthContext, matchMaker } from "@colyseus/core";
import { Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Fields } from "../edge/json-body.ts";
import type { Peer, Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import type { Player } from "../identity/identity.ts";
import { appErrorOf, unknownMatch } from "../lib/colyseus-errors.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { HeldSeats } from "./held-seats.ts";
import type { QuickPlay } from "./quick-play.ts";

type Reservation = Awaited<ReturnType<typeof matchMaker.joinById>>;

/** What a stock client may ask for; the target is a game, or a room's id for the last two. */
const METHODS = ["joinOrCreate", "create", "join", "joinById", "reconnect"] as const;
type Method = (typeof METHODS)[number];

/** The room in which a match is watched. */
const WATCH = "spectate";
const ROOM_ID = /^[\w-]{1,64}$/;

export interface MatchmakeRoutes {
  /** Names of the rooms that clients may ask for: the games. */
  readonly games: ReadonlySet<string>;
  /** What somebody asks for who wants to watch, complete; throws where it makes no sense. Those who ask for the same share a room. */
  readonly watchOptions: (options: Fields) => { readonly matchId: string; readonly delayMs: number };
  readonly heldSeats: HeldSeats;
  readonly quickPlay: QuickPlay;
  readonly peers: Peers;
  /** Who a request comes from, by its Authorization header; throws where it names nobody. */
  readonly signedIn: (authorization: string | undefined) => Promise<{ player: Player; token: string }>;
  readonly contextOf: (peer: Peer, token: string) => AuthContext;
  readonly joins: AddressLimit;
  readonly creates: AddressLimit;
  readonly stopping: () => boolean;
}

/** `POST /:method/:target` as the stock SDK calls it, in place of Colyseus' own route. */
export function matchmakeRoutes(routes: MatchmakeRoutes): Router {
  const { games, watchOptions, heldSeats, quickPlay, peers, signedIn, contextOf, joins, creates, stopping } = routes;
  const router = Router();
  router
    .route("/:method/:target")
    .post(async (request, response) => {
      if (stopping()) throw new AppError("server/stopping", "This server is stopping: try again in a moment.");
      const peer = peers.of(request) ?? { address: "", host: "" };
      joins.take(peer.address, response);
      const { method, target } = request.params;
      if (!isMethod(method))
        throw new AppError("request/not-found", "There is no such way to join: use joinOrCreate, create, join, joinById or reconnect.");
      const byRoom = method === "joinById" || method === "reconnect";
      const watches = !byRoom && target === WATCH;
      if (byRoom ? !ROOM_ID.test(target) : !watches && !games.has(target)) throw unknownMatch();
      const { player, token } = await signedIn(request.headers.authorization);
      const watch = watches ? watchOptions(request.body) : undefined;
      const options = readableByColyseus({ ...(watch ?? request.body) });
      if (method === "reconnect" && !isToken(options.reconnectionToken))
        throw new AppError("request/malformed", '"reconnectionToken" must be the token of the lost connection.');
      const context = contextOf(peer, token);
      const creating = () => creates.take(peer.address, response);
      if (watch) {
        const turn = `${target}:${watch.matchId}:${watch.delayMs}`;
        return void response.json(await asAppError(quickPlay.enter(target, options, context, creating, turn)));
      }
      // A private match is never one that is there already.
      const way = method === "joinOrCreate" && options.private === true ? "create" : method;
      if (way === "create") creating();
      if (way !== "joinOrCreate") return void response.json(await asAppError(matchMaker[way](target, options, context)));
      const held = await returnToSeat(heldSeats, player, target, options, context);
      response.json(held ?? (await asAppError(quickPlay.enter(target, options, context, creating))));
    })
    .all(onlyMethod("POST"));
  return router;
}

/** A reservation in the match where the player still holds a seat, unless the options ask for another match. */
async function returnToSeat(
  heldSeats: HeldSeats,
  player: Player,
  game: string,
  options: Fields,
  context: AuthContext,
): Promise<Reservation | undefined> {
  const held = await heldSeats.of(player.id);
  if (held?.game !== game) return undefined;
  const listing = (await matchMaker.findRoomsByIds([held.roomId])).get(held.roomId);
  if (!listing) {
    await heldSeats.release(player.id, held.roomId);
    return undefined;
  }
  const listed = listing as unknown as Fields;
  if (Object.keys(options).some((key) => key !== "private" && options[key] !== listed[key])) return undefined;
  try {
    return await matchMaker.joinById(held.roomId, options, context);
  } catch (error) {
    const refusal = appErrorOf(error);
    // The room is closing or full of reservations: any other match is better than none.
    if (refusal?.code === "match/unknown" || refusal?.code === "match/full") return undefined;
    throw refusal ?? error;
  }
}

/** Colyseus calls `options.hasOwnProperty`; nothing else of Object's prototype may be found on what a client sent. */
const OWN = Object.freeze(Object.create(null, { hasOwnProperty: { value: Object.prototype.hasOwnProperty } }));

function readableByColyseus(body: Fields): Fields {
  return Object.assign(Object.create(OWN), body);
}

function isToken(value: unknown): boolean {
  return typeof value === "string" && value.length > 0 && value.length <= 64;
}

function isMethod(method: string): method is Method {
  return METHODS.some((each) => each === method);
}

async function asAppError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw appErrorOf(error) ?? error;
  }
}
