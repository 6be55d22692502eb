import type { Answer } from "../net/request.ts";
import { t } from "../text/text.ts";
import { element } from "../ui/element.ts";
import { troubleOf } from "../ui/sentences.ts";

/** Fills `place` with what is asked for; until then it says so, and where nothing comes it says why and offers another go. */
export async function loadInto<T>(place: HTMLElement, load: () => Promise<Answer<T>>, draw: (value: T) => readonly (Node | string)[]): Promise<void> {
  place.replaceChildren(element("p", { class: "moment", role: "status" }, t("landing.moment")));
  place.setAttribute("aria-busy", "true");
  const answer = await load();
  place.removeAttribute("aria-busy");
  if (answer.ok) return place.replaceChildren(...draw(answer.value));
  const { text, retry } = troubleOf(answer.code, answer.message);
  const again = element("button", { class: "button", type: "button", click: () => void loadInto(place, load, draw) }, t("page.again"));
  place.replaceChildren(element("div", { class: "notice", role: "alert" }, element("span", {}, text), ...(retry ? [again] : [])));
}

/** A place that `loadInto` fills; as high as what is likely to come, so that little moves. */
export function placeFor(kind: string): HTMLElement {
  return element("div", { class: `place ${kind}` });
}
