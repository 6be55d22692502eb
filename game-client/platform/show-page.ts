import type { SignIn } from "../identity/sign-in.ts";
import { onText } from "../text/text.ts";
import { type PagePath, routeOf } from "../ui/route.ts";
import type { SitePlace } from "../ui/site-links.ts";
import { endedNotice } from "./ended-notice.ts";
import { pageFrame } from "./page-frame.ts";
import type { PlayFrom } from "./watch/watch-page.ts";
import "./platform.css";

/** Shows a page beside play; each has its own code, loaded now. Rejects where it cannot be loaded. */
export async function showPage(root: Element, path: PagePath, signIn: SignIn, playFrom: PlayFrom): Promise<void> {
  if (path.name === "watch") return (await import("./watch/watch-page.ts")).showWatch(root, path.id, signIn, playFrom);
  if (path.name === "replay") return (await import("./watch/replay-page.ts")).showReplay(root);
  const content = await contentOf(path, signIn);
  const draw = () => root.replaceChildren(pageFrame(placeOf(path), endedNotice(signIn), ...content()));
  draw();
  onText(draw);
}

async function contentOf(path: FramedPath, signIn: SignIn): Promise<() => HTMLElement[]> {
  switch (path.name) {
    case "account": {
      const { accountPage } = await import("./identity/account-page.ts");
      return () => accountPage(signIn);
    }
    case "player": {
      const { profilePage } = await import("./profile/profile-page.ts");
      return () => profilePage(path.id, signIn);
    }
    case "details": {
      const { matchPage } = await import("./matches/match-page.ts");
      return () => matchPage(path.id, signIn);
    }
    case "live": {
      const { livePage } = await import("./watch/live-page.ts");
      return livePage();
    }
    case "board": {
      const { leaderboardPage } = await import("./leaderboard/leaderboard-page.ts");
      return () => leaderboardPage(boardInAddress() ?? path.id, signIn);
    }
  }
}

/** Another board may have been chosen since the page was opened. */
function boardInAddress(): string | undefined {
  const route = routeOf(location.pathname);
  return route.kind === "page" && route.page.name === "board" ? route.page.id : undefined;
}

/** Pages that have the ways to the others above them. */
type FramedPath = Exclude<PagePath, { readonly name: "watch" | "replay" }>;

function placeOf({ name }: FramedPath): SitePlace | undefined {
  if (name === "live") return name;
  if (name === "board") return "leaderboards";
  if (name === "player") return "profile";
  return name === "account" ? "account" : undefined;
}
