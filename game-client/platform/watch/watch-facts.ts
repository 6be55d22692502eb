import type { Answer } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import type { ShownMatch } from "../matches/match-api.ts";
import { liveTitle } from "./live-title.ts";
import type { TopFacts } from "./watch-top.ts";

/** How many watch is not told by itself. */
const ASK_MS = 15_000;

/** What the server says of a match that is watched, asked again while it runs and is looked at. */
export class WatchFacts {
  match: ShownMatch | undefined;
  readonly #find: () => Promise<Answer<ShownMatch>>;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(find: () => Promise<Answer<ShownMatch>>) {
    this.#find = find;
  }

  async ask(): Promise<Answer<ShownMatch>> {
    const found = await this.#find();
    if (found.ok) this.match = found.value;
    return found;
  }

  /** Calls back when something is another. */
  keepAsking(wanted: () => boolean, changed: () => void): void {
    this.#timer = setInterval(async () => {
      if (document.hidden || !wanted()) return;
      if ((await this.ask()).ok) changed();
    }, ASK_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  get shown(): Omit<TopFacts, "remark" | "cut"> {
    const { match } = this;
    if (!match) return { title: t("watch.fallback"), watchers: 0, verified: undefined };
    return { title: liveTitle(match), watchers: match.watchers, verified: match.verified };
  }
}
