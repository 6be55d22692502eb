import type { News } from "../net/server-news.ts";

const TAKEN = "velarium.update";

/** The build of this page; undefined under `npm run dev`, where saving reloads. */
const OWN: string | undefined = import.meta.env.VITE_BUILD;

/** Whether the server serves another page than this one. */
export function isOutdated(news: News): boolean {
  return OWN !== undefined && news.kind === "now" && news.now.build !== undefined && news.now.build !== OWN;
}

/** Loads the page that is served now; once for each build, so that a server of two minds does not make the page blink for ever. */
export function takeUpdate(news: News): boolean {
  if (!isOutdated(news) || news.kind !== "now") return false;
  const build = news.now.build ?? "";
  try {
    if (sessionStorage.getItem(TAKEN) === build) return false;
    sessionStorage.setItem(TAKEN, build);
  } catch {
    // Without storage the page cannot tell a second time from the first: a person reloads.
    return false;
  }
  location.reload();
  return true;
}
