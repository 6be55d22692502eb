import { element } from "../../ui/element.ts";

/** The place of the picture while nothing of it is there yet. */
export function loadingPicture(text: string): HTMLElement {
  return element(
    "main",
    { class: "watch" },
    element(
      "div",
      { class: "watch-veil", "data-kind": "busy" },
      element("div", { class: "turn", "aria-hidden": "true" }),
      element("p", { role: "status" }, text),
    ),
  );
}
