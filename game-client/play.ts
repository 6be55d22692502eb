import { Client } from "@colyseus/sdk";
import { gameViews } from "./games/games.ts";
import type { Session, SignIn } from "./identity/sign-in.ts";
import { codedFetch } from "./net/coded-fetch.ts";
import type { Entrance } from "./net/enter.ts";
import { readJoinError } from "./net/join-error.ts";
import { openMatch } from "./net/match-connection.ts";
import type { ServerNews } from "./net/server-news.ts";
import { SettledPanel } from "./platform/matches/settled-panel.ts";
import { type LeftMatch, MatchFrame } from "./ui/match-frame.ts";

export interface Play {
  readonly page: Element;
  readonly session: Session;
  readonly game: string;
  readonly entrance: Entrance;
  readonly signIn: SignIn;
  readonly news: ServerNews;
  /** Told of a match that goes on without us, where one does. */
  readonly leave: (left: LeftMatch | undefined) => void;
  /** Another match is entered in place of one that ended with its server. */
  readonly again: (entrance: Entrance) => void;
}

export type Played = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string };

/** Enters a match and shows it; loaded, with everything that a match needs, when play begins. */
export async function play(options: Play): Promise<Played> {
  const view = gameViews[options.game];
  if (!view) return { ok: false, code: "match/unknown", message: "" };
  const { game, open } = await view();
  const client = new Client(location.origin, { fetchFn: codedFetch });
  client.auth.token = options.session.token;
  const heldMatch = () => options.signIn.heldBy(options.session.token);
  let match: Awaited<ReturnType<typeof openMatch>>;
  try {
    match = await openMatch({ client, game, player: options.session.player.id, entrance: options.entrance, heldMatch });
  } catch (error) {
    return { ok: false, ...readJoinError(error) };
  }
  const settled = new SettledPanel({ match, game, session: options.session });
  const frame = new MatchFrame(match, settled, options.news, {
    home: options.leave,
    another: (code) => {
      const next = anotherLike(options.entrance, code);
      return next && (() => options.again(next));
    },
  });
  options.page.replaceChildren(frame.root);
  frame.show(open(match, frame.stage));
  window.velarium = { match };
  return { ok: true };
}

/** An invitation ends with its room; who came back to a public match by its room plays another one. */
function anotherLike(entrance: Entrance, code: string): Entrance | undefined {
  if (entrance.kind !== "room") return entrance;
  return code === "" ? { kind: "quick" } : undefined;
}

declare global {
  interface Window {
    /** The match that is shown, for tests and for the curious. */
    velarium?: { readonly match: unknown };
  }
}
