import type { World } from "../../../rooms/lib/game.ts";
import { gameViews } from "../../games/games.ts";
import { fileBroadcast, MOST_MEGABYTES } from "../../net/file-broadcast.ts";
import { openReplay } from "../../net/open-playback.ts";
import type { Answer } from "../../net/request.ts";
import { onText, t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { pageFrame } from "../page-frame.ts";
import { FileDrop } from "./file-drop.ts";
import { loadingPicture } from "./loading-picture.ts";
import type { DrawPreview } from "./scrub-preview.ts";
import { WatchFrame } from "./watch-frame.ts";
import { troubleNodes } from "./watch-trouble.ts";

/** `/replay`: asks for a file of a match, or plays one, without any server. */
export function showReplay(root: Element, file?: File): void {
  const page = new ReplayPage(root);
  if (file) void page.play(file);
  else page.show();
}

class ReplayPage {
  readonly #root: Element;
  readonly #drop = new FileDrop((file) => void this.play(file));
  #frame: WatchFrame | undefined;
  #problem: { readonly code: string; readonly detail: string } | undefined;

  constructor(root: Element) {
    this.#root = root;
    onText(() => {
      if (!this.#frame) this.show();
    });
    // What playing needs is loaded before the file is there: the network may be gone by then.
    for (const view of Object.values(gameViews)) void view().catch(() => undefined);
  }

  show(): void {
    this.#frame?.close();
    this.#frame = undefined;
    document.title = t("site.title", { page: t("replay.title") });
    const choose = element(
      "button",
      { class: "button call", type: "button", id: "choose-file", click: () => this.#drop.choose() },
      t("replay.choose"),
    );
    const problem = this.#problem && troubleNodes({ ...this.#problem, megabytes: MOST_MEGABYTES, again: () => this.#drop.choose(), others: [] });
    this.#root.replaceChildren(
      pageFrame(
        "live",
        element("div", { class: "head" }, element("h1", {}, t("replay.title")), element("p", { class: "empty" }, t("replay.lead"))),
        ...(problem ? [element("div", { class: "watch-trouble", role: "alert" }, ...problem)] : []),
        element("div", { class: "drop-place" }, choose, element("p", { class: "empty" }, t("replay.where"))),
        this.#drop.veil,
      ),
    );
  }

  async play(file: File): Promise<void> {
    this.#frame?.close();
    this.#frame = undefined;
    this.#root.replaceChildren(loadingPicture(t("replay.reading", { file: file.name })));
    const opened = await this.#open(file);
    this.#problem = opened.ok ? undefined : { code: opened.code, detail: opened.message };
    if (!opened.ok) return this.show();
    this.#frame = opened.value;
    // Another file may be dropped on the one that plays.
    opened.value.root.append(this.#drop.veil);
  }

  async #open(file: File): Promise<Answer<WatchFrame>> {
    if (file.size === 0) return { ok: false, code: "file/empty", message: "" };
    const source = await fileBroadcast(file);
    if (!source.ok) return source;
    const listing = await source.value.listing();
    if (!listing.ok) return listing;
    const { head } = listing.value;
    const view = await gameViews[head.game]?.();
    const watch = view?.watch;
    if (!view || !watch) return { ok: false, code: "replay/game", message: head.game };
    const match = openReplay<World>({ game: view.game, source: source.value });
    document.title = t("site.title", { page: file.name });
    const frame = new WatchFrame({
      match,
      place: this.#root,
      id: undefined,
      open: (stage) => watch(match, stage),
      preview: view.preview as DrawPreview | undefined,
      facts: () => ({ title: file.name, watchers: 0, verified: undefined }),
      clip: undefined,
      more: { details: undefined, another: () => this.#drop.choose(), download: undefined, playFrom: undefined },
      failed: (code, detail) => troubleNodes({ code, detail, again: () => this.show(), others: [this.#another()] }),
      afterLive: () => [],
    });
    window.velariumWatch = { match };
    return { ok: true, value: frame };
  }

  #another(): HTMLElement {
    return element("button", { class: "button", type: "button", click: () => this.#drop.choose() }, t("replay.other"));
  }
}
