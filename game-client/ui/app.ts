import { gameViews } from "../games/games.ts";
import { SafeStorage } from "../identity/safe-storage.ts";
import { type Session, SignIn } from "../identity/sign-in.ts";
import { tabSeats } from "../identity/tab-seats.ts";
import { httpApi } from "../net/api.ts";
import type { Entrance } from "../net/enter.ts";
import { ServerNews } from "../net/server-news.ts";
import type { PlayedFrom } from "../platform/watch/watch-page.ts";
import { t } from "../text/text.ts";
import { FirstPage } from "./first-page.ts";
import type { LeftMatch } from "./match-frame.ts";
import { type PagePath, routeOf, watchPath } from "./route.ts";
import { type Trouble, troubleOf } from "./sentences.ts";
import { isOutdated, takeUpdate } from "./updates.ts";

/** Who looks at the first page wants to see people come; who plays only has to hear of an update. */
const NEWS_ON_FIRST_PAGE_MS = 15_000;
const NEWS_IN_MATCH_MS = 60_000;

const GONE: readonly string[] = ["invite/unknown", "match/unknown", "match/over"];

/** Shows the first page, and a match once one is entered. */
export function startApp(page: Element): void {
  const api = httpApi(location.origin);
  const signIn = new SignIn({
    api,
    storage: new SafeStorage(() => localStorage),
    tab: new SafeStorage(() => sessionStorage),
    seats: tabSeats(),
  });
  const news = new ServerNews(api);

  /** `find` says where to, once we are signed in; `game` is the likely one, whose code is loaded meanwhile. */
  const enter = async (name: string, game: string, find: (session: Session) => Promise<Found>, told: Told = first) => {
    const again = () => void enter(name, game, find, told);
    const fail = (code: string, message = "") => {
      // An invitation to a match that is over leads nowhere: what is left is the first page, with a word on why.
      if (GONE.includes(code)) first.forgetCode();
      signIn.release();
      // Whoever is signed out hears as who, and what they can do.
      if (signIn.ended !== undefined && code === "identity/token" && told === first) return first.show();
      told.trouble(troubleOf(code, message), again, code);
    };
    if (!canDraw()) return fail("page/drawing");
    told.busy = t("landing.moment");
    const loading = Promise.all([import("../play.ts"), gameViews[game]?.()]).catch(() => undefined);
    const signedIn = await signIn.enter(name);
    if (!signedIn.ok) return fail(signedIn.code, signedIn.message);
    const found = await find(signedIn.value);
    if (!found.ok) return fail(found.code, found.message);
    told.busy = t("landing.loading");
    const [code] = (await loading) ?? [];
    // A page of yesterday asks for files that are gone: it is replaced by today's.
    if (!code) {
      await news.ask();
      return takeUpdate(news.news) || fail("away");
    }
    told.busy = t("landing.entering");
    const entered = await code.play({
      page,
      session: signedIn.value,
      game: found.game,
      entrance: found.entrance,
      signIn,
      news,
      leave: (left) => void home(left),
      again: (entrance) => void anew(found.game, entrance),
    });
    if (entered.ok) {
      signIn.played();
      news.keepAsking(NEWS_IN_MATCH_MS);
    } else if (entered.code === "match/full" && found.watch) {
      signIn.release();
      told.trouble(troubleOf(entered.code), again, entered.code);
      first.remark(t("trouble.fullWatch"), t("trouble.watchInstead"), watchPath(found.watch.id, watchQuery(found.watch.code)));
    } else {
      if (entered.code === "identity/token") await signIn.known();
      fail(entered.code, entered.message);
    }
  };

  const first = new FirstPage(page, signIn, news, {
    play: (name, game, options) => void enter(name, game, async () => ({ ok: true, game, entrance: { kind: "quick", options } })),
    openPrivate: (name, game, options) => void enter(name, game, async () => ({ ok: true, game, entrance: { kind: "private", options } })),
    join: (name, game, code) =>
      void enter(name, game, async () => {
        const invite = await api.invite(code);
        if (!invite.ok) return invite;
        const { roomId, match } = invite.value;
        return { ok: true, game: invite.value.game, entrance: { kind: "room", roomId }, ...(match !== "" && { watch: { id: match, code } }) };
      }),
    resume: (game) => void enter("", game, heldSeat),
  });

  /** True where the first page is shown, false where it is being loaded anew. */
  const home = async (left?: LeftMatch): Promise<boolean> => {
    history.replaceState(null, "", `/${location.search}`);
    signIn.release();
    // Between two matches is the moment for an update.
    if (takeUpdate(news.news)) return false;
    first.show();
    if (left) first.remark(t("landing.left"), t("landing.leftWatch"), watchPath(left.id, watchQuery(left.code)));
    news.keepAsking(NEWS_ON_FIRST_PAGE_MS);
    await first.lookForSeat();
    return true;
  };

  const anew = async (game: string, entrance: Entrance) => {
    if (await home()) await enter(signIn.name, game, async () => ({ ok: true, game, entrance }));
  };

  news.on(() => {
    if (first.idle && isOutdated(news.news)) takeUpdate(news.news);
  });

  /** A private match of our own begins where another one was at `tick`. */
  const playFrom = async (game: string, { match, tick, seat }: PlayedFrom) => {
    const replay = location.href;
    const wrong = await new Promise<string | undefined>((resolve) => {
      const entrance: Entrance = { kind: "private", options: { from: { match, tick }, ...(seat !== undefined && { seat }) } };
      const told: Told = { busy: "", trouble: ({ text }) => resolve(text) };
      void enter(signIn.name, game, async () => ({ ok: true, game, entrance }), told).then(() => resolve(undefined));
    });
    if (wrong === undefined) leadBackTo(replay, tick);
    return wrong;
  };

  const open = async (path: PagePath) => {
    const loaded = await import("../platform/show-page.ts").catch(() => undefined);
    const shown = await loaded?.showPage(page, path, signIn, playFrom).then(
      () => true,
      () => false,
    );
    if (shown) return;
    // A page of yesterday asks for files that are gone: it is replaced by today's.
    await news.ask();
    if (takeUpdate(news.news)) return;
    await first.begin(api);
    first.trouble(troubleOf("away"), () => void open(path));
  };

  const begin = async () => {
    const route = routeOf(location.pathname);
    if (route.kind === "page") return open(route.page);
    await first.begin(api);
    news.keepAsking(NEWS_ON_FIRST_PAGE_MS);
    if (route.kind === "invite") return first.join(route.code);
    const held = await first.lookForSeat();
    // A reload in the middle of a match leads back into it, without a click.
    if (route.kind === "match" && held) first.resume();
    else if (route.kind === "match") history.replaceState(null, "", `/${location.search}`);
  };
  void begin();
}

/** Some browsers are set to give no page a surface. */
function canDraw(): boolean {
  return document.createElement("canvas").getContext("2d") !== null;
}

/** What is played began from a page: the browser's way back leads there. */
function leadBackTo(replay: string, tick: number): void {
  const [played, back] = [new URL(location.href), new URL(replay)];
  back.searchParams.set("t", String(tick));
  back.searchParams.delete("clip");
  for (const asked of ["t", "clip", "camera", "code", "live"]) played.searchParams.delete(asked);
  history.replaceState(null, "", back);
  history.pushState(null, "", played);
  window.addEventListener("popstate", () => location.reload(), { once: true });
}

/** Hears how far entering a match is, and why it did not work. */
interface Told {
  set busy(text: string);
  trouble(trouble: Trouble, again: () => void, code: string): void;
}

type Found =
  | {
      readonly ok: true;
      readonly game: string;
      readonly entrance: Entrance /** What can be watched where no seat is free. */;
      readonly watch?: LeftMatch;
    }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Of a match that runs; a private one is watched with its invitation. */
function watchQuery(code: string): string {
  return code === "" ? "?live=1" : `?live=1&code=${code}`;
}

async function heldSeat(session: Session): Promise<Found> {
  if (!session.match) return { ok: false, code: "match/over", message: "" };
  return { ok: true, game: session.match.game, entrance: { kind: "room", roomId: session.match.roomId } };
}
