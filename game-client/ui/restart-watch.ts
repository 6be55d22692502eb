import type { ServerNews } from "../net/server-news.ts";

/** A restart takes a few seconds. */
const ASK_MS = 2000;
/** Who does not come back at once may have left the screen on. */
const BACK_ASK_MS = 60_000;

/** Calls `back` once a server that does not stop answers from now on, until what is returned is called. */
export function watchRestart(news: ServerNews, back: () => void): () => void {
  let asked = false;
  const stop = news.on((told) => {
    // The first answer is of before.
    if (!asked || told.kind !== "now" || told.now.stopping) return;
    stop();
    news.keepAsking(BACK_ASK_MS);
    back();
  });
  asked = true;
  news.keepAsking(ASK_MS);
  return stop;
}
