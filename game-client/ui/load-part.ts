import { httpApi } from "../net/api.ts";
import { t } from "../text/text.ts";
import { OpenDialog } from "./dialog.ts";
import { element } from "./element.ts";
import { isOutdated } from "./updates.ts";

/** Loads a part of the page that was asked for; where it cannot be had, says so and offers another go, until it is there or is given up. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T | undefined> {
  for (;;) {
    try {
      return await load();
    } catch {
      if (!(await isWantedStill())) return undefined;
    }
  }
}

/** A server with another page has not this one's parts: its page is offered, and taken by a click, as there may be a match behind. */
async function isWantedStill(): Promise<boolean> {
  const told = await httpApi(location.origin).now();
  const outdated = told.ok && isOutdated({ kind: "now", now: told.value });
  let again = false;
  const retry = () => {
    again = true;
    dialog.close();
  };
  const act = outdated ? () => location.reload() : retry;
  const dialog = new OpenDialog({
    id: "missing-part",
    title: () => t("part.title"),
    draw: () => [
      element("p", {}, outdated ? t("part.update") : t("part.missing")),
      element("button", { class: "button call", type: "button", "data-first": true, click: act }, outdated ? t("part.take") : t("page.again")),
    ],
  });
  await dialog.closed;
  return again;
}
