import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { type BroadcastIndex, encodeFrame } from "../../rooms/lib/broadcast.ts";
import { replayFileStart } from "../../rooms/lib/replay-file.ts";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import { type PlayerId, readInviteCode } from "../ids.ts";
import type { Journal } from "../journal/journal.ts";
import { journalDamaged } from "../lib/journal-damaged.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { Broadcast } from "./broadcast.ts";
import type { Broadcasts } from "./broadcasts.ts";
import type { TailStreams } from "./tail-streams.ts";
import type { WatchRule } from "./watch-rule.ts";

export interface JournalRoutes {
  readonly broadcasts: Broadcasts;
  readonly watchRule: WatchRule;
  readonly tails: TailStreams;
  readonly journal: Pick<Journal, "readRecord">;
  /** Who asks, by their Authorization header, if they say so; throws where what they say is not true. */
  readonly viewerOf: (authorization: string | undefined) => Promise<{ readonly id: PlayerId } | undefined>;
  readonly peers: Peers;
  readonly reads: AddressLimit;
  readonly segments: AddressLimit;
  /** Names this server among those that relay. */
  readonly serverId: string;
}

/** What never changes may be kept by everybody on the way, or by the one browser that may see it. */
const FOR_EVER = "max-age=31536000, immutable";
const MAX_HOPS = 4;

const number = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number);
const query = z.object({ code: z.string().max(16).optional() });
const via = z
  .string()
  .max(256)
  .transform((text) => text.split(",").filter(Boolean));

/** A broadcast that the request may see. */
interface Seen {
  readonly broadcast: Broadcast;
  readonly cacheFor: "public" | "private";
}

/** `GET /matches/:id/journal` and below, `GET /matches/:id/record`: what was broadcast of a match, no sooner than a spectator may see it. */
export function journalRoutes(routes: JournalRoutes): Router {
  const { tails, journal, peers, reads, segments, serverId } = routes;
  const router = Router();
  const get = (path: string, limit: AddressLimit, answer: (seen: Seen, request: Request, response: Response) => Promise<void>) =>
    router
      .route(path)
      .all((_request, response, next) => {
        // A refusal holds for this moment alone, and caches keep what says nothing.
        response.setHeader("Cache-Control", "no-store");
        next();
      })
      .get(async (request, response) => {
        limit.take(peers.of(request)?.address ?? "", response);
        const hops = viaOf(request, serverId);
        const lease = await routes.broadcasts.lease(String(request.params.id), hops);
        if (!lease) throw unknown();
        try {
          await answer({ broadcast: lease.broadcast, cacheFor: await mayRead(routes, lease.broadcast, request) }, request, response);
        } finally {
          lease.release();
        }
      })
      .all(onlyMethod("GET"));

  get("/matches/:id/journal", reads, async ({ broadcast }, _request, response) => {
    const index = await broadcast.releasedIndex();
    response.setHeader("Cache-Control", "no-cache");
    response.json({ journal: { ...index, delayMs: broadcast.shownDelayMs } });
  });
  get("/matches/:id/journal/segments/:n", segments, async ({ broadcast, cacheFor }, request, response) => {
    const n = read(number, request.params.n, "A segment has a number from 0.");
    const bytes = await broadcast.releasedSegment(n);
    if (!bytes) throw broadcast.has(n) || !broadcast.over ? tooYoung() : new AppError("journal/unknown", "There is no such segment.");
    const settled = broadcast.isSettled(n);
    const tag = `"${broadcast.match}.${n}"`;
    if (settled) response.setHeader("ETag", tag);
    if (settled && hasAlready(request, tag)) response.status(304);
    send(response, bytes, "application/gzip", settled ? `${cacheFor}, ${FOR_EVER}` : "no-store");
  });
  get("/matches/:id/journal/keyframes/:tick", segments, async ({ broadcast, cacheFor }, { params }, response) => {
    const tick = read(number, params.tick, "A tick is a whole number from 0.");
    const { segments: shown } = await broadcast.releasedIndex();
    const entry = shown.findLast(({ firstTick }) => firstTick <= tick) ?? shown[0];
    const state = entry && (await broadcast.load(entry.firstTick))?.frames[0];
    if (entry && broadcast.isDamaged(entry.firstTick)) throw journalDamaged();
    if (!entry || state?.kind !== "state") throw tooYoung();
    // A later one may follow in a match that runs.
    const settled = tick <= entry.lastTick || (broadcast.over && entry !== shown.at(-1));
    send(response, encodeFrame(state.frame), "application/octet-stream", settled ? `${cacheFor}, ${FOR_EVER}` : "no-store");
  });
  get("/matches/:id/journal/file", reads, async ({ broadcast, cacheFor }, _request, response) => {
    const index = await broadcast.releasedIndex();
    if (index.state === "live") throw stillLive();
    response.setHeader("Content-Disposition", `attachment; filename="${broadcast.match}.velarium"`);
    response.setHeader("Content-Type", "application/octet-stream");
    response.setHeader("Cache-Control", `${cacheFor}, no-cache`);
    await pipeline(replayFile(broadcast, index), response).catch((error: NodeJS.ErrnoException) => {
      // Who asked went away.
      if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
    });
  });
  get("/matches/:id/journal/tail", reads, async ({ broadcast, cacheFor }, request, response) => {
    // Another server that relays shows what it gets to everybody.
    if (cacheFor !== "public") throw unknown();
    await tails.open({ address: peers.of(request)?.address ?? "", match: broadcast.match, response, hops: viaOf(request, serverId) });
  });
  get("/matches/:id/record", reads, async ({ broadcast, cacheFor }, _request, response) => {
    const { state } = await broadcast.releasedIndex();
    if (state === "live") throw stillLive();
    const record = await journal.readRecord(broadcast.match);
    if (!record) throw new AppError("journal/unknown", "The record of this match is not kept here.");
    response.setHeader("Content-Disposition", `attachment; filename="${broadcast.match}.record"`);
    send(response, record, "application/octet-stream", state === "whole" ? `${cacheFor}, ${FOR_EVER}` : "no-store");
  });
  return router;
}

/** Segment after segment: a file of any length takes the memory of one. */
async function* replayFile(broadcast: Broadcast, index: BroadcastIndex): AsyncGenerator<Uint8Array> {
  yield replayFileStart(index);
  for (const { n } of index.segments) {
    const bytes = await broadcast.releasedSegment(n);
    // A file that ends too early is no replay, and says so when it is read.
    if (!bytes) return;
    yield bytes;
  }
}

async function mayRead({ watchRule, viewerOf }: JournalRoutes, broadcast: Broadcast, request: Request): Promise<Seen["cacheFor"]> {
  if (await watchRule.isPublic(broadcast)) return "public";
  const { code } = query.safeParse(request.query).data ?? {};
  const player = (await viewerOf(request.headers.authorization))?.id;
  if (await watchRule.allows(broadcast, { player, code: code && readInviteCode(code) })) return "private";
  throw unknown();
}

/** The servers that a request came through; throws where it has come full circle or too far. */
function viaOf({ headers }: Request, serverId: string): readonly string[] {
  const servers = via.safeParse(headers["x-velarium-via"] ?? "").data ?? [];
  if (servers.includes(serverId) || servers.length > MAX_HOPS)
    throw new AppError("journal/loop", "This request came back to a server that has sent it on: check WATCH_FROM.");
  return servers;
}

/** Whatever else a client says of caches: what never changes need not be sent again. */
function hasAlready({ headers }: Request, tag: string): boolean {
  return headers["if-none-match"]?.split(",").some((each) => each.trim().replace(/^W\//, "") === tag) ?? false;
}

function read<T>(reader: z.ZodType<T>, text: unknown, otherwise: string): T {
  const result = reader.safeParse(text);
  if (!result.success) throw new AppError("request/malformed", otherwise);
  return result.data;
}

function send(response: Response, bytes: Uint8Array, type: string, cache: string): void {
  response.setHeader("Cache-Control", cache);
  response.setHeader("Content-Type", type);
  response.end(response.statusCode === 304 ? undefined : bytes);
}

function unknown(): AppError {
  return new AppError("match/unknown", "There is no such match to watch.");
}

function tooYoung(): AppError {
  return new AppError("journal/too-young", "Spectators may not see this yet: try again in a moment.");
}

function stillLive(): AppError {
  return new AppError("match/live", "This match still runs: come back once it is over.");
}
