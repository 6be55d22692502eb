import { Client } from "@colyseus/sdk";
import type { World } from "../../../rooms/lib/game.ts";
import { gameViews } from "../../games/games.ts";
import type { SignIn } from "../../identity/sign-in.ts";
import { httpBroadcast } from "../../net/http-broadcast.ts";
import { openLivePlayback, openReplay } from "../../net/open-playback.ts";
import type { WatchedMatch } from "../../net/playback.ts";
import type { Answer } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { matchPath } from "../../ui/route.ts";
import { matchById } from "../matches/match-api.ts";
import { afterLive } from "./after-live.ts";
import { downloadFile } from "./download-file.ts";
import { loadingPicture } from "./loading-picture.ts";
import type { DrawPreview } from "./scrub-preview.ts";
import { troublePage } from "./trouble-page.ts";
import { readWatchAddress, type WatchAddress } from "./watch-address.ts";
import { WatchFacts } from "./watch-facts.ts";
import { WatchFrame } from "./watch-frame.ts";
import { troubleNodes } from "./watch-trouble.ts";

/** Where a private match begins: at a tick of another, in a seat of it where one is named. */
export interface PlayedFrom {
  readonly match: string;
  readonly tick: number;
  readonly seat: number | undefined;
}

/** Starts a private match; resolves with what went wrong, where something did. */
export type PlayFrom = (game: string, from: PlayedFrom) => Promise<string | undefined>;

/** `/watch/ID`: a match, live while it runs, and its replay later. */
export async function showWatch(root: Element, id: string, signIn: SignIn, playFrom: PlayFrom): Promise<void> {
  root.replaceChildren(loadingPicture(t("watch.loading")));
  const again = () => void showWatch(root, id, signIn, playFrom);
  const opened = await open(root, id, signIn, playFrom, again);
  if (!opened.ok) root.replaceChildren(troublePage(opened.code, opened.message, id, again));
}

async function open(place: Element, id: string, signIn: SignIn, playFrom: PlayFrom, again: () => void): Promise<Answer<WatchFrame>> {
  const address = readWatchAddress(location.search);
  const known = await signIn.known();
  const token = known.ok ? known.value?.token : undefined;
  const facts = new WatchFacts(() => signIn.asking(token, (each) => matchById(id, each)));
  const source = httpBroadcast({ id, token, code: address.code });
  const [found, listing] = await Promise.all([facts.ask(), source.listing()]);
  if (!listing.ok) return { ...listing, code: refusal(listing.code, found.ok) };
  const { head, state } = listing.value;
  const view = await gameViews[head.game]?.();
  const watch = view?.watch;
  if (!view || !watch) return { ok: false, code: "replay/game", message: head.game };
  const live = state === "live" ? await liveOptions(id, signIn, token, address) : undefined;
  if (live && !live.ok) return live;
  const begin = address.clip?.from ?? address.tick;
  const where = { game: view.game, source, ...(begin !== undefined && { fromTick: begin }) };
  const match: WatchedMatch<World> = live ? openLivePlayback({ ...where, live: live.value }) : openReplay(where);
  const title = facts.shown.title;
  document.title = t("site.title", { page: title });
  const frame = new WatchFrame({
    match,
    place,
    id,
    open: (stage) => watch(match, stage),
    preview: view.preview as DrawPreview | undefined,
    facts: () => facts.shown,
    clip: address.clip,
    more: {
      details: facts.match ? matchPath(id) : undefined,
      another: undefined,
      download: (say) => downloadFile(`/api/matches/${encodeURIComponent(id)}/journal/file`, `${id}.velarium`, token, say),
      playFrom: view.game.playFrom
        ? async (tick, seat) => {
            const wrong = await playFrom(head.game, { match: id, tick, seat });
            if (wrong === undefined) close();
            return wrong;
          }
        : undefined,
    },
    failed: (code, detail) => troubleNodes({ code: refusal(code, found.ok), detail, again: restart, others: [liveLink()] }),
    afterLive: (replay) => afterLive({ id, roomId: facts.match?.roomId ?? "", again: replay }),
  });
  const close = () => {
    facts.close();
    frame.close();
  };
  const restart = () => {
    close();
    again();
  };
  facts.keepAsking(
    () => match.running,
    () => frame.told(),
  );
  if (address.camera) frame.look(address.camera);
  window.velariumWatch = { match };
  return { ok: true, value: frame };
}

/** To hear a match live one is somebody: whoever this browser is, else a guest. */
async function liveOptions(id: string, signIn: SignIn, token: string | undefined, { code }: WatchAddress) {
  let session = token === undefined ? await signIn.enter(signIn.name) : undefined;
  // Who only watches needs no name of their own.
  if (session && !session.ok && session.code === "identity/name-taken") session = await signIn.enter("");
  if (session && !session.ok) return session;
  const client = new Client(location.origin);
  client.auth.token = token ?? session?.value.token ?? "";
  return { ok: true as const, value: { client, matchId: id, ...(code !== "" && { code }) } };
}

/** A match that is known, but not its broadcast, is no longer kept. */
function refusal(code: string, known: boolean): string {
  return code === "match/unknown" && known ? "journal/unknown" : code;
}

function liveLink(): HTMLElement {
  return element("a", { class: "button", href: "/live" }, t("live.all"));
}

declare global {
  interface Window {
    /** What is watched, for tests and for the curious. */
    velariumWatch?: { readonly match: WatchedMatch };
  }
}
