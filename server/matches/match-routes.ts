import { Router } from "express";
import type { Audience, Watchers } from "../audience/audience.ts";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import { isMatchId, isPlayerId, type MatchId, type PlayerId } from "../ids.ts";
import type { Journal } from "../journal/journal.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { Pins } from "../replays/pins.ts";
import type { MatchHistory } from "./match-history.ts";
import { finishedPage, livePage } from "./match-page.ts";
import { finishedView, liveView } from "./match-view.ts";
import type { Matches } from "./matches.ts";
import { readPageQuery, readState } from "./page-query.ts";

export interface MatchRoutes {
  /** With what everybody may see by now. */
  readonly matches: Pick<Matches, "live">;
  /** Who watches; absent where nobody can. */
  readonly audience?: Pick<Audience, "now">;
  readonly history: MatchHistory;
  /** Where replays are, and who keeps them. */
  readonly journal: Pick<Journal, "index">;
  readonly pins: Pick<Pins, "keeps">;
  /** Who asks, by their Authorization header, if they say so; throws where what they say is not true. */
  readonly viewerOf: (authorization: string | undefined) => Promise<{ readonly id: PlayerId } | undefined>;
  readonly peers: Peers;
  readonly reads: AddressLimit;
}

/** `GET /matches`, `GET /matches/:id`, `GET /players/:id` and `GET /players/:id/matches`. Private matches are shown to those who played them alone. */
export function matchRoutes({ matches, audience, history, journal, pins, viewerOf, peers, reads }: MatchRoutes): Router {
  const router = Router();
  const limited = reads.each(peers);
  /** Counts are nobody's need: where they cannot be had, a list is shown without. */
  const watching = async (): Promise<ReadonlyMap<string, Watchers>> => (await audience?.now().catch(() => undefined)) ?? new Map();
  /** Offered where it cannot be asked: whoever wants it finds out. */
  const hasReplay = (id: MatchId) =>
    journal.index(id).then(
      (index) => index !== undefined,
      () => true,
    );
  /** Those that count as live until spectators have seen their end. */
  const unseen = () => matches.live().map(({ id }) => id);
  router
    .route("/matches")
    .get(limited, async (request, response) => {
      const page = readPageQuery(request.query);
      const live = readState(request.query) === "live";
      response.json(
        live
          ? livePage(matches.live(), page, await watching())
          : await finishedPage({ ...page, unseen: unseen() }, (query) => history.finished(query)),
      );
    })
    .all(onlyMethod("GET"));
  router
    .route("/matches/:id")
    .get(limited, async (request, response) => {
      const { id } = request.params;
      const viewer = await viewerOf(request.headers.authorization);
      const live = matches.live().find((match) => match.id === id && match.ranked);
      // Who played it knows its end before it is shown to others.
      const over = isMatchId(id) && (!live || viewer) ? await history.find(id) : undefined;
      const played = viewer && over?.seats.some(({ player }) => player === viewer.id);
      if (live && !played) response.json({ match: liveView(live, (await watching()).get(live.id)) });
      else if (over && (over.ranked || played)) {
        const [replay, pinned] = await Promise.all([hasReplay(over.id), played ? pins.keeps(viewer.id, over.id) : undefined]);
        response.json({ match: { ...finishedView(over), replay, ...(pinned !== undefined && { pinned }) } });
      } else throw new AppError("match/unknown", "There is no such match.");
    })
    .all(onlyMethod("GET"));
  router
    .route("/players/:id")
    .get(limited, async (request, response) => {
      const { id } = request.params;
      const player = isPlayerId(id) ? await history.profile(id) : undefined;
      if (!player) throw new AppError("player/unknown", "There is no such player: the account may be deleted.");
      response.json({ player });
    })
    .all(onlyMethod("GET"));
  router
    .route("/players/:id/matches")
    .get(limited, async (request, response) => {
      const { id } = request.params;
      const page = readPageQuery(request.query);
      const own = (await viewerOf(request.headers.authorization))?.id === id;
      response.json(
        await finishedPage({ ...page, unseen: unseen() }, async (query) => (isPlayerId(id) ? history.ofPlayer(id, { ...query, own }) : [])),
      );
    })
    .all(onlyMethod("GET"));
  return router;
}
