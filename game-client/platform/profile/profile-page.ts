import type { SignIn } from "../../identity/sign-in.ts";
import type { Answer } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { playerPath, watchPath } from "../../ui/route.ts";
import { loadInto, placeFor } from "../load-into.ts";
import { type MatchPage, matchesOf } from "../matches/match-api.ts";
import { matchList } from "../matches/match-list.ts";
import { ratingsOf } from "../ratings/rating-api.ts";
import { ratingSections } from "../ratings/rating-section.ts";
import { section } from "../section.ts";
import { playersNow } from "../watch/players-now.ts";
import { profileOf, type ShownProfile } from "./profile-api.ts";
import { recordTable } from "./record-table.ts";

interface Found {
  readonly profile: ShownProfile;
  readonly own: boolean;
  /** A page of what the profile's player took part in. */
  readonly matches: (after?: string) => Promise<Answer<MatchPage>>;
}

/** A player: records, ratings over time, matches. `me` is whoever looks, and the address says who that is from then on. */
export function profilePage(id: string, signIn: SignIn): HTMLElement[] {
  document.title = t("site.title", { page: t("site.profile") });
  const title = element("h1", {}, t("site.profile"));
  const place = placeFor("profile");
  void loadInto(
    place,
    async () => {
      const known = await signIn.known();
      if (!known.ok && id === "me") return known;
      const session = known.ok ? known.value : undefined;
      const wanted = id === "me" ? session?.player.id : id;
      if (wanted === undefined) return { ok: true as const, value: undefined };
      const found = await profileOf(wanted);
      // A guest of this moment may not be stored yet.
      const unstored = !found.ok && found.code === "player/unknown" && session?.player.id === wanted;
      if (!found.ok && !unstored) return found;
      const profile = found.ok ? found.value : session && { ...session.player, records: [] };
      const matches = (after?: string) => signIn.asking(session?.token, (token) => matchesOf(wanted, token, after));
      return { ok: true as const, value: profile && { profile, own: session?.player.id === wanted, matches } };
    },
    // Undefined where this browser is nobody yet.
    (found: Found | undefined) => (found ? drawn(title, found) : nobody()),
  );
  return [title, place];
}

function nobody(): HTMLElement[] {
  return [
    element("p", { class: "empty" }, t("profile.nobody")),
    element("div", { class: "buttons" }, element("a", { class: "button call", href: "/" }, t("landing.play")), accountLink()),
  ];
}

function drawn(title: HTMLElement, { profile, own, matches: matchesFrom }: Found): HTMLElement[] {
  const { id, name, guest } = profile;
  if (own) history.replaceState(null, "", playerPath(id) + location.search);
  document.title = t("site.title", { page: name });
  title.replaceChildren(element("bdi", {}, name));
  const ratings = placeFor("ratings");
  const matches = placeFor("matches");
  void loadInto(ratings, () => ratingsOf(id), ratingSections);
  void loadInto(
    matches,
    () => matchesFrom(),
    (page) => matchList(id, matchesFrom, page),
  );
  const tags = [...(own ? [t("profile.you")] : []), ...(guest ? [t("board.guest")] : [])];
  return [
    element(
      "div",
      { class: "head" },
      ...(tags.length > 0 ? [element("p", { class: "tags" }, tags.join(" · "))] : []),
      ...(own && guest ? [element("p", { class: "empty" }, t("profile.guestNote"))] : []),
      own ? element("div", { class: "buttons" }, accountLink()) : whatIsPlayed(id),
    ),
    section(t("profile.records"), recordTable(profile.records)),
    section(t("profile.ratings"), ratings),
    section(t("profile.matches"), matches),
  ];
}

/** The way to what somebody plays in public now, once it is known. */
function whatIsPlayed(player: string): HTMLElement {
  const ways = element("div", { class: "buttons" });
  void playersNow().then((playing) => {
    const match = playing.get(player);
    if (match !== undefined)
      ways.append(element("a", { class: "button call", href: watchPath(match, "?live=1"), id: "watch-player" }, t("details.watchLive")));
  });
  return ways;
}

function accountLink(): HTMLElement {
  return element("a", { class: "button", href: "/account" }, t("profile.account"));
}
