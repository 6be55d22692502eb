import { gameViews } from "../games/games.ts";
import { introductionOf } from "../games/introduction.ts";
import { SafeStorage } from "../identity/safe-storage.ts";
import { type Session, SignIn } from "../identity/sign-in.ts";
import { httpApi, type ListedGame } from "../net/api.ts";
import type { Entrance } from "../net/enter.ts";
import { wantedGame } from "./game-links.ts";
import { Landing } from "./landing.ts";
import { routeOf } from "./route.ts";
import { troubleOf } from "./sentences.ts";

/** Shown until the server has said what it plays, and where nothing else is asked for. */
const FIRST: ListedGame = { id: "arena", title: "Arena", maxSeats: 16 };

/** Shows the first page, and a match once one is entered. */
export function startApp(page: Element): void {
  const api = httpApi(location.origin);
  const signIn = new SignIn(api, new SafeStorage(() => localStorage));
  const route = routeOf(location.pathname);
  let landing: Landing;
  let games: readonly ListedGame[] = [];

  /** The game of the address, else the first one. */
  const chosen = () => wantedGame(games, location.search) ?? games.find(({ id }) => id === FIRST.id) ?? games[0] ?? FIRST;

  const home = async () => {
    history.replaceState(null, "", `/${location.search}`);
    showLanding();
    const known = await signIn.known();
    landing.seatHeld = known.ok && Boolean(known.value?.match);
  };

  const showLanding = () => {
    const now = routeOf(location.pathname);
    const code = now.kind === "invite" ? { code: now.code } : {};
    landing = new Landing({ name: signIn.name, introduction: introductionOf(chosen()), ...code }, actions);
    landing.offer(games, chosen().id);
    page.replaceChildren(landing.root);
  };

  const enter = async (name: string, find: (session: Session) => Promise<Found>) => {
    landing.busy = "One moment ...";
    const again = () => void enter(name, find);
    const signedIn = await signIn.enter(name);
    if (!signedIn.ok) return landing.trouble(troubleOf(signedIn.code, signedIn.message), again);
    const found = await find(signedIn.value);
    if (!found.ok) return landing.trouble(troubleOf(found.code, found.message), again);
    landing.busy = "Entering the match ...";
    const { play } = await import("../play.ts").catch(() => ({ play: undefined }));
    if (!play) return landing.trouble(troubleOf("away"), again);
    const entered = await play({ page, session: signedIn.value, game: found.game, entrance: found.entrance, signIn, leave: () => void home() });
    if (!entered.ok) landing.trouble(troubleOf(entered.code, entered.message), again);
  };

  const actions = {
    play: (name: string) => void enter(name, async () => ({ ok: true, game: chosen().id, entrance: { kind: "quick" } })),
    openPrivate: (name: string, options: Readonly<Record<string, unknown>>) =>
      void enter(name, async () => ({ ok: true, game: chosen().id, entrance: { kind: "private", options } })),
    join: (name: string, code: string) =>
      void enter(name, async () => {
        const invite = await api.invite(code);
        return invite.ok ? { ok: true, game: invite.value.game, entrance: { kind: "room", roomId: invite.value.roomId } } : invite;
      }),
    resume: () => void enter("", heldSeat),
  };

  const listGames = async () => {
    const listed = await api.games();
    if (listed.ok) games = listed.value.filter(({ id }) => Object.hasOwn(gameViews, id));
  };

  const begin = async () => {
    const listing = listGames();
    // Who asked for a game by name is not shown another one first.
    if (new URLSearchParams(location.search).has("game")) await listing;
    showLanding();
    void listing.then(() => landing.offer(games, chosen().id));
    if (route.kind === "invite") return actions.join("", route.code);
    const known = await signIn.known();
    landing.seatHeld = known.ok && Boolean(known.value?.match);
    // A reload in the middle of a match leads back into it, without a click.
    if (route.kind === "match" && known.ok && known.value?.match) actions.resume();
    else if (route.kind === "match") history.replaceState(null, "", `/${location.search}`);
  };
  void begin();
}

type Found =
  | { readonly ok: true; readonly game: string; readonly entrance: Entrance }
  | { readonly ok: false; readonly code: string; readonly message: string };

async function heldSeat(session: Session): Promise<Found> {
  if (!session.match) return { ok: false, code: "match/over", message: "" };
  return { ok: true, game: session.match.game, entrance: { kind: "room", roomId: session.match.roomId } };
}
