import type { Session } from "../../identity/sign-in.ts";
import { reading, request } from "../../net/request.ts";
import { t } from "../../text/text.ts";
import { element } from "../../ui/element.ts";
import { watchPath } from "../../ui/route.ts";
import { downloadFile } from "../watch/download-file.ts";
import type { ShownMatch } from "./match-api.ts";

/** The ways to see a match: live while it runs, its replay later, as files, and to keep them. */
export function watchWays(match: ShownMatch, session: Session | undefined): HTMLElement {
  if (match.live) return element("div", { class: "buttons" }, link(watchPath(match.id, "?live=1"), t("details.watchLive")));
  if (match.replay === false) return element("p", { class: "empty", id: "replay-gone" }, t("details.replayGone"));
  const said = element("p", { class: "said", role: "status" });
  const say = (text: string) => {
    if (said.textContent !== text) said.textContent = text;
  };
  const file = (id: string, text: string, path: string, name: string) =>
    button(id, text, () => downloadFile(`/api/matches/${encodeURIComponent(match.id)}/${path}`, name, session?.token, say));
  return element(
    "div",
    { class: "watch-ways" },
    element(
      "div",
      { class: "buttons" },
      link(watchPath(match.id), t("details.replay")),
      file("download-replay", t("details.download"), "journal/file", `${match.id}.velarium`),
      file("download-record", t("details.record"), "record", `${match.id}.record`),
      ...(session && match.pinned !== undefined ? [pin(match.id, session.token, match.pinned, say)] : []),
    ),
    said,
    element("p", { class: "hint" }, t("details.recordText")),
    ...(match.verified ? [element("p", { class: "verified", "data-verified": match.verified }, verifiedText(match.verified))] : []),
  );
}

function verifiedText(verified: "verified" | "differs"): string {
  return verified === "verified" ? `✓ ${t("watch.verified")}: ${t("watch.verifiedText")}` : `${t("watch.differs")}: ${t("watch.differsText")}`;
}

/** What is kept for good is kept until somebody lets go of it; asking for the same again changes nothing. */
function pin(id: string, token: string, kept: boolean, say: (text: string) => void): HTMLElement {
  let pinned = kept;
  const toggle = button("pin", t(pinned ? "details.unpin" : "details.pin"), async () => {
    const method = pinned ? "DELETE" : "PUT";
    const done = await request(`/api/matches/${encodeURIComponent(id)}/pin`, { ...reading(token), method }, () => true);
    if (!done.ok) return say(done.code === "match/pins" ? t("details.pinsFull") : t("details.pinFailed"));
    pinned = !pinned;
    toggle.textContent = t(pinned ? "details.unpin" : "details.pin");
    say(pinned ? t("details.pinned") : "");
  });
  return toggle;
}

function button(id: string, text: string, act: () => Promise<void>): HTMLButtonElement {
  const made = element("button", { class: "button", type: "button", id }, text);
  made.addEventListener("click", async () => {
    made.disabled = true;
    await act();
    made.disabled = false;
  });
  return made;
}

function link(href: string, text: string): HTMLElement {
  return element("a", { class: "button call", href }, text);
}
