import "./settled.css";
import type { AnyGame } from "../../../rooms/lib/game.ts";
import type { Session } from "../../identity/sign-in.ts";
import type { Settled } from "../../net/match-connection.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { matchPath, playerPath, watchPath } from "../../ui/route.ts";
import { standingsOf } from "../leaderboard/leaderboard-api.ts";
import { count } from "../times.ts";
import { matchById } from "./match-api.ts";
import { ratingChange } from "./match-words.ts";

const ASK_MS = 3000;
/** Some minutes: for as long as a person may look at the results while the database is away. */
const MOST_ASKED = 60;

/** What the panel needs of a match. */
export interface SettledMatch {
  readonly state: { readonly phase: string; readonly matchId: string; readonly code: string; readonly mode?: string } | undefined;
  onSettled(listener: (settled: Settled) => void): () => void;
}

export interface SettledPanelOptions {
  readonly match: SettledMatch;
  readonly game: Pick<AnyGame, "id" | "modes">;
  readonly session: Session;
}

/** What a match did to our rating and rank, from its end on; the ways to all of it open beside the match. */
export class SettledPanel {
  readonly root = element("div", { class: "settled", role: "status", hidden: true });
  readonly #options: SettledPanelOptions;
  readonly #stops: readonly (() => void)[];
  #matchId = "";
  #asking: ReturnType<typeof setInterval> | undefined;
  #asked = 0;
  #settled: Settled | undefined;
  #rankBefore: Promise<number | undefined> = Promise.resolve(undefined);
  #ranks: { readonly before: number | undefined; readonly after: number } | undefined;

  constructor(options: SettledPanelOptions) {
    this.#options = options;
    this.#stops = [options.match.onSettled((settled) => void this.#settle(settled)), onText(() => this.#draw())];
  }

  /** Follows the match; to be called now and then. */
  look(): void {
    const { state } = this.#options.match;
    if (!state?.matchId) return;
    if (state.matchId !== this.#matchId) {
      this.#matchId = state.matchId;
      this.#settled = undefined;
      this.#asked = 0;
      this.#ranks = undefined;
      this.#rankBefore = this.#rank();
      this.#draw();
    }
    const shown = state.phase === "finished";
    if (this.root.hidden !== shown) return;
    this.root.hidden = !shown;
    this.#draw();
    clearInterval(this.#asking);
    if (shown && !this.#settled) this.#asking = setInterval(() => void this.#ask(), ASK_MS);
  }

  close(): void {
    clearInterval(this.#asking);
    for (const stop of this.#stops) stop();
  }

  async #settle(settled: Settled): Promise<void> {
    this.look();
    if (settled.matchId !== this.#matchId || this.#settled) return;
    this.#settled = settled;
    this.#draw();
    if (!this.#change) return;
    const [before, after] = [await this.#rankBefore, await this.#rank()];
    if (settled !== this.#settled || after === undefined) return;
    this.#ranks = { before, after };
    this.#draw();
  }

  /** Who was away when the server told, as in a reload at the end, asks for the result. */
  async #ask(): Promise<void> {
    const id = this.#matchId;
    const { token, player } = this.#options.session;
    if (this.#settled || ++this.#asked > MOST_ASKED) return clearInterval(this.#asking);
    const found = await matchById(id, token);
    const rating = found.ok ? found.value.players.find((seat) => seat.player === player.id)?.rating : undefined;
    // A result is stored a moment before it is rated: that it has no rating is believed the second time.
    if (!found.ok || (!rating && this.#asked < 2)) return;
    await this.#settle({ matchId: id, changes: rating ? [{ player: player.id, ...rating }] : [] });
  }

  get #change(): Settled["changes"][number] | undefined {
    return this.#settled?.changes.find(({ player }) => player === this.#options.session.player.id);
  }

  /** Our place on the board of ratings; guests have none, nor has a private match. */
  async #rank(): Promise<number | undefined> {
    const { match, game, session } = this.#options;
    if (session.player.guest || match.state?.code) return undefined;
    const mode = match.state?.mode ?? game.modes[0]?.id ?? "";
    const mine = await standingsOf(`${game.id}-${mode}-rating`, { scope: "friends" }, session.token);
    return mine.ok ? mine.value.standings.find(({ player }) => player === session.player.id)?.rank : undefined;
  }

  #draw(): void {
    this.root.replaceChildren(...(this.#settled ? this.#told() : [element("p", {}, t("settled.waiting"))]));
  }

  #told(): HTMLElement[] {
    const { player } = this.#options.session;
    const change = this.#change;
    const rank = this.#ranks && rankText(this.#ranks);
    const told = change
      ? [
          `${t("details.rating")} `,
          ratingChange({ ...change, before: Math.round(change.before), after: Math.round(change.after) }),
          ...(rank ? [` · ${rank}`] : []),
        ]
      : [t("settled.unrated")];
    const ways = [
      // From its start: without a tick a match that has just ended is shown at its end, as to those who watched it live.
      link(watchPath(this.#matchId, "?t=0"), t("settled.replay")),
      link(matchPath(this.#matchId), t("settled.details")),
      link(playerPath(player.id), t("settled.profile")),
    ];
    if (change && player.guest) ways.push(link("/account", t("settled.keep")));
    return [element("p", {}, ...told), element("p", { class: "ways" }, ...ways)];
  }
}

function rankText({ before, after }: { readonly before: number | undefined; readonly after: number }): string {
  if (before === undefined || before === after) return t("settled.rank", { rank: count(after) });
  return t("settled.rankFrom", { before: count(before), after: count(after) });
}

/** Opens beside the match, as the same player: a tab of its own would be nobody yet. */
function link(href: string, text: string): HTMLElement {
  return element("a", { href, target: "_blank", rel: "opener" }, `${text} ↗`);
}
